use crate::export::manner::Manner;
use crate::graph::{Link, Node};
use crate::model::{Class, Language, NodeId};

/// The boxes in which nodes of one sort stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cluster {
    Instruments,
    OwnBody,
    OtherBodies,
    Reports,
    Sets,
    Bodies,
    /// What no document names: known from facts alone.
    Background,
    /// Resolutions where no body is the one whose documents were read.
    Resolutions,
}

impl Cluster {
    /// The box of a node; `own` are the bodies whose documents were read.
    pub fn of(node: &Node, own: &[&NodeId]) -> Cluster {
        match (node.class, node.kind.as_str()) {
            (Class::Instrument, _) => Cluster::Instruments,
            (Class::Set, _) => Cluster::Sets,
            (Class::Body | Class::Event | Class::Session, _) => Cluster::Bodies,
            (Class::Document, "resolution" | "decision" | "statement") => {
                let is_own = node.body.as_ref().is_some_and(|body| own.contains(&body));
                if is_own { Cluster::OwnBody } else { Cluster::OtherBodies }
            }
            (Class::Document, _) => Cluster::Reports,
        }
    }

    /// Its heading.
    pub fn title(self, language: Language) -> &'static str {
        let titles = match self {
            Cluster::Instruments => [
                "المعاهدات والإعلانات",
                "Treaties and declarations",
                "Tratados y declaraciones",
                "Traités et déclarations",
                "Договоры и декларации",
                "条约和宣言",
            ],
            Cluster::OwnBody => [
                "قرارات الهيئة نفسها",
                "Resolutions of the same body",
                "Resoluciones del mismo órgano",
                "Résolutions du même organe",
                "Резолюции того же органа",
                "本机构的决议",
            ],
            Cluster::OtherBodies => [
                "قرارات هيئات أخرى",
                "Resolutions of other bodies",
                "Resoluciones de otros órganos",
                "Résolutions d’autres organes",
                "Резолюции других органов",
                "其他机构的决议",
            ],
            Cluster::Reports => [
                "التقارير ووثائق أخرى",
                "Reports and other documents",
                "Informes y otros documentos",
                "Rapports et autres documents",
                "Доклады и другие документы",
                "报告和其他文件",
            ],
            Cluster::Sets => [
                "مجموعات من الوثائق",
                "Sets of documents",
                "Conjuntos de documentos",
                "Ensembles de documents",
                "Совокупности документов",
                "成组文件",
            ],
            Cluster::Bodies => [
                "الهيئات والدورات والمؤتمرات",
                "Bodies, sessions and events",
                "Órganos, reuniones y eventos",
                "Organes, sessions et conférences",
                "Органы, сессии и мероприятия",
                "机构、届会和会议",
            ],
            Cluster::Background => [
                "معروف من الوقائع وحدها",
                "Known from facts, not cited",
                "Conocido por hechos, no citado",
                "Connu par les faits, non cité",
                "Известно только из фактов",
                "由事实得知，未被引用",
            ],
            Cluster::Resolutions => [
                "القرارات",
                "Resolutions",
                "Resoluciones",
                "Résolutions",
                "Резолюции",
                "决议",
            ],
        };
        titles[language as usize]
    }
}

/// How a node is drawn. Shape and frame tell the class without colour; fills are tints of the Okabe-Ito palette.
pub(crate) struct NodeStyle {
    pub shape: &'static str,
    pub fill: &'static str,
    pub line: &'static str,
    pub style: &'static str,
    pub peripheries: &'static str,
    pub margin: &'static str,
}

pub(crate) fn node_style(node: &Node) -> NodeStyle {
    let (shape, fill, line, style) = match (node.class, node.kind.as_str()) {
        (Class::Instrument, "treaty") => ("box", "#FFF1C9", "#8A6D00", "filled"),
        (Class::Instrument, _) => ("folder", "#FCE4D2", "#A34700", "filled"),
        (Class::Set, _) => ("box3d", "#D8F0E6", "#00664B", "filled"),
        (Class::Body, _) => ("box", "#F6E6F0", "#8C4A73", "filled,rounded"),
        (Class::Event, _) => ("hexagon", "#F6E6F0", "#8C4A73", "filled"),
        (Class::Session, _) => ("box", "#FFFFFF", "#8C4A73", "filled,rounded,dashed"),
        (Class::Document, "resolution") => ("box", "#D3E8F6", "#00517F", "filled"),
        (Class::Document, "decision" | "statement") => ("box", "#D3E8F6", "#00517F", "filled,diagonals"),
        (Class::Document, "draft") => ("note", "#FFFFFF", "#555555", "filled,dashed"),
        (Class::Document, _) => ("note", "#EFEFEF", "#555555", "filled"),
    };
    let treaty = node.class == Class::Instrument && node.kind == "treaty";
    NodeStyle {
        shape,
        fill,
        line,
        style,
        peripheries: if treaty { "2" } else { "" },
        // The tab and the depth of these shapes take room from the label.
        margin: if matches!(shape, "folder" | "box3d") {
            "0.14,0.1"
        } else {
            ""
        },
    }
}

/// How an edge is drawn: colour, line and width.
pub(super) struct EdgeStyle {
    pub colour: &'static str,
    pub text: &'static str,
    pub style: &'static str,
    pub width: &'static str,
}

pub(super) fn edge_style(link: &Link<'_>) -> EdgeStyle {
    let manner = Manner::of(link);
    let (style, width) = match manner {
        Manner::Reaffirming => ("bold", "2.4"),
        Manner::Noting => ("solid", "1"),
        Manner::Mentioning => ("dotted", "1"),
        Manner::Fact => ("dashed", "1"),
        _ => ("solid", "1.3"),
    };
    EdgeStyle {
        colour: manner.colour(),
        text: manner.text(),
        style,
        width,
    }
}
