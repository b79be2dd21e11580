#![no_main]

#[path = "../../tests/found/laws.rs"]
mod laws;

// The program catches what calamine does with a file it did not expect; the fuzzer's own hook would end the run there.
libfuzzer_sys::fuzz_target!(
    init: std::panic::set_hook(Box::new(|panic| eprintln!("{panic}"))),
    |bytes: &[u8]| laws::roster_xls(bytes)
);
