//! Lists of the communities as spreadsheets (场地、导师、服务事项): templates the program writes itself, and what is filled in read as acts.
//!
//! Headers are bound by name, never by position. A row that says what stands already is left alone, so a file may be taken in again.

mod column;
mod rows;
mod template;

pub use column::{Register, RegisterColumn};
pub use rows::{RegisterPlan, RegisterReason, RegisterRow, plan_register, read_register_file};
pub use template::{EXAMPLE, template_document};

#[cfg(test)]
mod tests;
