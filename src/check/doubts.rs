use crate::check::known::Known;
use crate::check::paper::Paper;
use crate::check::{Finding, Kind, Level};
use crate::model::Target;

/// Citations whose target is not certain: often a sign of a slip, oftener of what the registry does not know.
pub(super) fn find(paper: &Paper<'_>, _: &Known<'_>, findings: &mut Vec<Finding>) {
    for citation in paper
        .reading
        .citations
        .iter()
        .filter(|citation| citation.class.is_citable())
    {
        let (kind, expected) = match &citation.target {
            Target::Resolved(_) => continue,
            Target::Ambiguous(candidates) => {
                let ids: Vec<String> = candidates.iter().map(ToString::to_string).collect();
                (Kind::Ambiguous, Some(ids.join(" or ")))
            }
            Target::Unresolved => (Kind::Unresolved, None),
        };
        let told = findings.iter().any(|finding| finding.span.overlaps(citation.span));
        if !told {
            findings.push(paper.finding(kind, Level::Notice, citation, expected, citation.reason.to_string()));
        }
    }
}
