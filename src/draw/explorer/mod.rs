//! The explorer: one page that holds a graph and all that is needed to walk it, without a server and without a network.
//!
//! What it shows is laid out here, so that the same graph is the same page; the page's own script only draws and asks.

mod dot;
mod evidence;
mod explored;
mod lane;
mod map;
mod page;
mod payload;
mod slots;
mod table;
mod when;
mod width;

pub use explored::Explored;
