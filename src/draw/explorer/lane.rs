use crate::draw::frame::Frame;
use crate::graph::Node;

/// The bands of the map, from top to bottom: what is agreed, then what organs adopt, then what they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lane {
    Treaties,
    Programmes,
    Assembly,
    HumanRights,
    Security,
    Economic,
    Others,
    Reports,
    Sets,
    Events,
    /// They stand in no year.
    Bodies,
}

impl Lane {
    pub const ALL: [Lane; 11] = [
        Lane::Treaties,
        Lane::Programmes,
        Lane::Assembly,
        Lane::HumanRights,
        Lane::Security,
        Lane::Economic,
        Lane::Others,
        Lane::Reports,
        Lane::Sets,
        Lane::Events,
        Lane::Bodies,
    ];

    pub fn of(node: &Node) -> Lane {
        match (Frame::of(node), node.body.as_ref().map(|body| body.as_str())) {
            (Frame::Treaty, _) => Lane::Treaties,
            (Frame::Programme, _) => Lane::Programmes,
            (Frame::Set, _) => Lane::Sets,
            (Frame::Body, _) => Lane::Bodies,
            (Frame::Event | Frame::Session, _) => Lane::Events,
            (Frame::Report | Frame::Draft, _) => Lane::Reports,
            (Frame::Resolution | Frame::Decision, Some("ga")) => Lane::Assembly,
            (Frame::Resolution | Frame::Decision, Some("hrc" | "chr")) => Lane::HumanRights,
            (Frame::Resolution | Frame::Decision, Some("sc")) => Lane::Security,
            (Frame::Resolution | Frame::Decision, Some("ecosoc")) => Lane::Economic,
            (Frame::Resolution | Frame::Decision, _) => Lane::Others,
        }
    }

    /// The phrase for its heading.
    pub fn phrase(self) -> &'static str {
        match self {
            Lane::Treaties => "lane.treaties",
            Lane::Programmes => "lane.programmes",
            Lane::Assembly => "lane.assembly",
            Lane::HumanRights => "lane.human-rights",
            Lane::Security => "lane.security",
            Lane::Economic => "lane.economic",
            Lane::Others => "lane.others",
            Lane::Reports => "lane.reports",
            Lane::Sets => "lane.sets",
            Lane::Events => "lane.events",
            Lane::Bodies => "lane.bodies",
        }
    }
}
