#![no_main]

#[path = "../../tests/found/laws.rs"]
mod laws;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::presets(bytes));
