//! Laws before examples: what must hold for whatever is thrown at it.

mod law;

use proptest::prelude::*;
use unxref::model::Language;

/// Pieces of which documents are made, whole and broken.
const PIECES: [&str; 64] = [
    "The General Assembly,\n\n",
    "The Human Rights Council,\n\n",
    "人权理事会，\n\n",
    "大会，\n\n",
    "Recalling ",
    "Reaffirming its ",
    "resolution ",
    "resolutions ",
    "decision ",
    "76/172",
    "47/12 ",
    "217 A (III)",
    "1325 (2000)",
    "(2000)",
    "S-24/2",
    "ES-10/13",
    "A/HRC/",
    "A/77/178",
    "A/70/95-S/2015/446",
    "/Add.1",
    " and Corr.1",
    " of 16 December 2021",
    " of ",
    " and ",
    ", ",
    "; ",
    "all previous resolutions ",
    "the most recent of which is ",
    "including ",
    "Convention on the Rights of the Child",
    "the Optional Protocols thereto ",
    "Charter of the United Nations",
    "回顾",
    "决议",
    "第",
    "号",
    "《",
    "》",
    "《儿童权利公约》",
    "、",
    "2021 年 12 月 16 日",
    "以往所有关于移民的决议",
    "最近的一项是",
    "及其附件",
    "\n",
    "\n\n",
    "\n1. Requests ",
    "\n2. ",
    "(a) ",
    "1",
    "12",
    "____________\n",
    "\n1 A/HRC/31/35.\n",
    "\n2 Ibid., para. 5.\n",
    "United Nations, Treaty Series, vol. 1577, ",
    "GE.23-12345 (E)\n",
    "\u{c}",
    "\u{a0}",
    "\u{200b}",
    "́",
    "🕯",
    "ﬁ",
    "İ",
    "\t",
];

fn document() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from), 1 => "[0-9A-Z/()\\[\\].-]{1,9}"];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_read_keeps_its_spans(text in document(), language in prop::option::of(prop::sample::select(&Language::ALL[..])), bare: bool) {
        law::cited(&text, language, bare);
    }

    #[test]
    fn any_text_at_all_is_read(text in "\\PC{0,300}") {
        law::cited(&text, None, false);
    }

    #[test]
    fn a_symbol_that_was_read_reads_as_itself(text in "(A|S|E|A/HRC|CRC|E/CN\\.4|CEDAW/C)/(RES/|DEC/|C\\.[1-6]/|PRST/)?(S-|ES-)?[0-9]{1,4}(/[0-9]{1,3})?( ?[A-C]{1,2})?( ?\\((III|XXI|S-VI|2000)\\))?(/(Add|Corr|Rev)\\.[1-9])?") {
        law::symbol(text.as_bytes());
    }

    #[test]
    fn no_text_breaks_the_parser_of_symbols(text in "\\PC{0,30}") {
        law::symbol(text.as_bytes());
    }
}

/// Time may grow with a text, not with its square: twice the text, three times the time at the most, or next to none.
#[test]
fn time_grows_with_the_text() {
    for piece in [
        "《",
        "(",
        "76/",
        "Recalling ",
        "1. ",
        "A/",
        "第",
        "and ",
        "Ibid., ",
        "a\n",
        "Convention on the ",
        "所有决议，如第76/172号所述 ",
        "Конвенции о правах ",
    ] {
        let time = |length: usize| {
            let text = piece.repeat(length / piece.len());
            let begun = std::time::Instant::now();
            law::cited(&text, None, false);
            begun.elapsed().as_secs_f64()
        };
        let (once, twice) = (time(50_000), time(100_000));
        assert!(
            twice < 1.0 || twice < 3.0 * once,
            "`{piece}` again and again: {once:.2} s, then {twice:.2} s"
        );
    }
}
