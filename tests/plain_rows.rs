//! Edges in the very letters in which the program writes them are read without a parser: nobody shall notice but by the time.

use proptest::prelude::*;
use unxref::export::{json, read_json};

const HEAD: &str = "{\"directed\": true, \"multigraph\": true,\n\"graph\": {\"schema\": \"unxref-graph/1\"},\n\"nodes\": [\n\
    {\"id\":\"A/RES/70/901\",\"class\":\"document\",\"kind\":\"resolution\"},\n\
    {\"id\":\"été\",\"class\":\"instrument\",\"kind\":\"treaty\"},\n\
    {\"id\":\"quo\\\"te\",\"class\":\"instrument\",\"kind\":\"treaty\"},\n\
    {\"id\":\"back\\\\slash\",\"class\":\"instrument\",\"kind\":\"treaty\"},\n\
    {\"id\":\"bell\\u0007\",\"class\":\"instrument\",\"kind\":\"treaty\"}\n],\n\"edges\": [\n";

/// A graph of this one edge; `spaced` writes it as no fast way takes it.
fn graph(row: &str, spaced: bool) -> String {
    let row = if spaced {
        row.replacen('{', "{ ", 1)
    } else {
        row.to_owned()
    };
    format!("{HEAD}{row}\n]}}")
}

fn row(source: &str, target: &str, key: &str, class: &str, origin: &str, count: &str) -> String {
    format!(
        "{{\"source\":\"{source}\",\"target\":\"{target}\",\"key\":\"{key}\",\"class\":\"{class}\",\"relation\":\"{key}\",\
         \"origin\":[{origin}],\"count\":{count},\"evidence\":[]}}"
    )
}

/// The graph, or what is wrong with it without the place.
fn told(text: &str) -> Result<String, String> {
    let told = read_json(text).map(|graph| json(&graph));
    told.map_err(|error| error.message)
}

#[test]
fn a_plain_row_is_read_as_any_other() {
    let plain = |target: &str| row("A/RES/70/901", target, "recalls", "citation", "\"text\"", "1");
    let rows = [
        plain("été"),
        plain("quo\\\"te"),
        plain("back\\\\slash"),
        plain("bell\\u0007"),
        row("A/RES/70/901", "été", "recalls", "citation", "\"text\",\"link\"", "12"),
        row("été", "A/RES/70/901", "adopted-by", "fact", "\"registry\"", "0"),
    ];
    for row in rows {
        let graph_of = read_json(&graph(&row, false)).expect(&row);
        assert_eq!((graph_of.links().len(), graph_of.verify()), (1, Ok(())), "{row}");
        assert_eq!(told(&graph(&row, false)), told(&graph(&row, true)), "{row}");
    }
}

#[test]
fn what_is_wrong_with_a_plain_row_is_told_as_of_any_other() {
    let right = row("A/RES/70/901", "été", "recalls", "citation", "\"text\"", "1");
    assert!(told(&graph(&right, false)).is_ok());
    for (from, to, expected) in [
        (
            "A/RES/70/901",
            "A/RES/70/902",
            "edges[0].source: expected the id of a node, found `A/RES/70/902`",
        ),
        ("été", "ete", "edges[0].target: expected the id of a node, found `ete`"),
        (
            "\"citation\"",
            "\"fact\"",
            "edges[0].class: expected `citation`, found `fact`",
        ),
        (
            "\"relation\":\"recalls\"",
            "\"relation\":\"welcomes\"",
            "edges[0].key: expected `welcomes`, found `recalls`",
        ),
        (
            "[\"text\"]",
            "[]",
            "edges[0].origin: expected text, registry or link, found none",
        ),
        (
            "[\"text\"]",
            "[\"text\",]",
            "edges[0]: expected JSON, found an error: trailing comma",
        ),
        (
            "\"count\":1",
            "\"count\":01",
            "edges[0]: expected JSON, found an error: invalid number",
        ),
        (
            "\"count\":1",
            "\"count\":4294967296",
            "edges[0]: expected u32, found integer `4294967296`",
        ),
        ("\"count\":1", "\"count\":", "edges[0]: expected a value, found `,`"),
        (
            ",\"count\":1",
            "",
            "edges[0]: expected a member `count` before this, found none",
        ),
    ] {
        assert!(right.contains(from), "{from}");
        let wrong = right.replacen(from, to, 1);
        let (plain, other) = (told(&graph(&wrong, false)), told(&graph(&wrong, true)));
        assert_eq!(plain, other, "{wrong}");
        assert_eq!(plain.expect_err(&wrong), expected);
    }
    // The place is that of the word, behind what is longer in bytes than in characters.
    let wrong = right.replacen("été\",\"key\":\"recalls\"", "été\",\"key\":\"recall\"", 1);
    let place = read_json(&graph(&wrong, false)).expect_err("another key").to_string();
    assert!(place.starts_with("11:48: edges[0].key: "), "{place}");
}

#[test]
fn what_stands_around_the_rows_is_told_with_its_place() {
    let right = row("A/RES/70/901", "été", "recalls", "citation", "\"text\"", "1");
    let whole = graph(&right, false);
    for (text, expected) in [
        (
            whole.replacen("\n]}", "\n", 1),
            "12:1: edges: expected more, found the end: the file is cut off",
        ),
        (
            whole.replacen("\n]}", "\n;]}", 1),
            "12:1: edges: expected `,` or `]`, found `;`",
        ),
        (
            whole.replacen("\n]}", ",\n]}", 1),
            "12:1: edges[1]: expected a value, found `]`",
        ),
        (
            whole.replacen("\n]}", "\n]", 1),
            "12:2: expected more, found the end: the file is cut off",
        ),
        (
            format!("{whole} x"),
            "12:4: expected the end after the graph, found `x`",
        ),
        (
            whole.replacen("\n]}", "\n], 7}", 1),
            "12:4: expected the name of a member, found `7`",
        ),
        (
            whole.replacen("\"edges\": [", "\"nodes\": [], \"edges\": [", 1),
            "10:10: expected one member `nodes`, found another",
        ),
        (
            whole.replacen("\"edges\": [", "\"edges\" [", 1),
            "10:9: expected `:`, found `[`",
        ),
    ] {
        assert_eq!(read_json(&text).expect_err(&text).to_string(), expected);
    }
}

proptest! {
    /// Whatever is put into a plain row: it is read, or refused, as the same row with a blank in it.
    #[test]
    fn a_fault_anywhere_is_the_same_fault(at in 1usize..150, put in "[ \"\\\\\\[\\]{},:0-9a-zé\u{7}]{0,3}", cut in 0usize..3) {
        let right = row("A/RES/70/901", "été", "recalls", "citation", "\"text\"", "1");
        let letters: Vec<char> = right.chars().collect();
        let at = at.min(letters.len());
        let rest = &letters[(at + cut).min(letters.len())..];
        let turned: String = letters[..at].iter().copied().chain(put.chars()).chain(rest.iter().copied()).collect();
        prop_assert_eq!(told(&graph(&turned, false)), told(&graph(&turned, true)));
    }
}
