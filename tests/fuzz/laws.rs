//! The laws that the targets look for breaches of.

#[path = "../law/mod.rs"]
pub mod law;
