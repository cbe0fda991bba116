//! What the search for broken laws begins with: small, whole, and made for it.

use unxref::cite::{Engine, ReadOptions};
use unxref::model::InputFile;
use unxref::registry::Registry;
use unxref::store::{Failure, Record};
use unxref::text::Source;

use super::PART;
use super::paper::{Paper, stream};
use super::papers::{akn, docx, mark, paragraph, run};

const LINES: [&str; 4] = [
    "The General Assembly,",
    "Recalling its resolutions 66/288 of 27 July 2012,\u{b9} 70/1 of 25 September 2015 and 217 A (III),",
    "1. Welcomes the report on lamps (A/HRC/31/35/Add.1, para. 5);",
    "\u{b9} See A/77/5, which tells of lamps.",
];

/// The seeds of a target.
pub fn of(target: &str) -> Vec<Vec<u8>> {
    let text = LINES.join("\n");
    let strings = |all: &[&str]| all.iter().map(|text| text.as_bytes().to_vec()).collect::<Vec<_>>();
    match target {
        "text" => texts(&text),
        "pdf" => pdfs(),
        "docx" => {
            let lines = LINES.map(|line| paragraph(&run(line)));
            let body = lines[..3].concat() + &paragraph(&mark(1));
            vec![docx(&body, &[LINES[3]], &[]), docx_parts(&body)]
        }
        "akn" => vec![akn(AKN).into_bytes(), AKN.as_bytes().to_vec()],
        "html" => strings(&[
            HTML,
            "<table><tr><td>A/RES/70/1<td>noted</table>",
            "<p>a<script>b</script>&amp;&#x2019;",
        ]),
        "graph" => strings(&[GRAPH]),
        "record" => strings(&[&record(&text), &failure()]),
        "atlas" => atlases(),
        "store" => strings(&[&keyed(&record(&text)), &keyed(&failure()), "{}\n\n"]),
        "symbol" => strings(&[
            "A/HRC/RES/53/24",
            "A/RES/217(III)[A]",
            "217 A (III)",
            "S/RES/1325 (2000)",
            "A/RES/S-24/2",
            "A/RES/ES-10/13",
            "A/70/95-S/2015/446",
            "CEDAW/C/GC/30/Rev.1",
            "E/CN.4/2000/5/Add.2/Corr.1",
            "A/C.3/77/L.12",
            "S/PRST/2012/8",
            "E/DEC/2021/5",
        ]),
        _ => cites(&text),
    }
}

fn texts(text: &str) -> Vec<Vec<u8>> {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let chinese = "大会，\n回顾其2021年12月16日第76/172号决议，\n1. 欢迎关于灯塔的报告；";
    let russian = "Генеральная Ассамблея,\nссылаясь на свою резолюцию 66/288 от 27 июля 2012 года,";
    let arabic = "إن الجمعية العامة،\nإذ تشير إلى قرارها 66/288 المؤرخ 27 تموز/يوليه 2012،";
    let coded = [
        (encoding_rs::GB18030, chinese),
        (encoding_rs::BIG5, "大會，回顧其決議"),
        (encoding_rs::WINDOWS_1251, russian),
        (encoding_rs::KOI8_R, russian),
        (encoding_rs::WINDOWS_1256, arabic),
        (
            encoding_rs::WINDOWS_1252,
            "Rappelant sa résolution 66/288 du 27 juillet 2012,",
        ),
    ];
    let coded = coded.map(|(encoding, text)| encoding.encode(text).0.into_owned());
    let mut texts = vec![text.as_bytes().to_vec(), [b"\xff\xfe".to_vec(), utf16].concat()];
    texts.extend(coded);
    texts
}

fn pdfs() -> Vec<Vec<u8>> {
    let whole = LINES
        .iter()
        .zip(0..)
        .fold(Paper::default().page(), |paper, (line, nth)| {
            paper.words(60, 700 - 12 * nth, 10, line)
        });
    let join = |parts: &[&[u8]]| parts.join(&PART);
    let simple = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 65/Widths[600 600]\
        /Encoding<</BaseEncoding/WinAnsiEncoding/Differences[65/a/b]>>>>";
    let drawn = b"<</Type/Font/Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/FirstChar 65/Widths[60]/Encoding<</Differences[65/a]>>/ToUnicode 21 0 R>>";
    let chinese = b"<</Type/Font/Subtype/Type0/Encoding/GBK-EUC-H/DescendantFonts[<</Subtype/CIDFontType0/W[814[500]1 5 600]>>]>>";
    let own = b"<</Type/Font/Subtype/Type0/Encoding 21 0 R/ToUnicode 22 0 R/DescendantFonts[<</DW 500>>]>>";
    let codes = b"stream 1 begincodespacerange <00> <7f> endcodespacerange 1 begincidrange <20> <7e> 1 endcidrange";
    let map =
        b"stream 1 beginbfrange <20> <7e> <0020> endbfrange 2 beginbfchar <01> <00410042> <02> [<0043>] endbfchar";
    let form = stream(
        "/Type/XObject/Subtype/Form/Matrix[1 0 0 1 5 5]",
        b"BT /U 9 Tf <0041> Tj ET",
    );
    let operators = b"q 1 0 0 1 9 9 cm BT /B 9 Tf 1 0 0 1 60 600 Tm 2 Tr 1 Tc 2 Tw 90 Tz 12 TL 3 Ts \
        [(AB) -300 (A\\101)] TJ T* (B) ' 1 2 (A) \" 0 -12 TD <4142> Tj ET Q \
        60 90 144 .5 re f 60 80 m 200 80 l S /Artifact <</Type/Pagination>> BDC BT /B 8 Tf (B) Tj ET EMC BI /W 1 ID x EI";
    vec![
        whole.bytes(),
        join(&[operators, simple]),
        join(&[operators, drawn, map]),
        join(&[operators, chinese]),
        join(&[operators, own, codes, map]),
        join(&[b"/X Do", &form]),
    ]
}

fn docx_parts(body: &str) -> Vec<u8> {
    let numbering = r#"<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#;
    let styles = r#"<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let listed = r#"<w:p><w:pPr><w:pStyle w:val="a"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>lamps</w:t><w:tab/><w:noBreakHyphen/></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"#;
    let body = [body, listed].concat();
    let header = paragraph(&run("A/HRC/RES/54/99"));
    let all = [body.as_str(), LINES[3], numbering, styles, &header];
    all.map(str::as_bytes).join(&PART)
}

const AKN: &str = r##"<meta><identification source="#s"><FRBRWork><FRBRnumber value="A/RES/75/999"/><FRBRdate date="2020-12-01" name="a"/></FRBRWork></identification></meta><mainBody><container name="Recalling"><p>Recalling resolution <ref href="/un/a/res/66/288">66/288</ref><authorialNote marker="1" placement="bottom"><p>See A/77/5.</p></authorialNote> &amp; lamps<eol/>, </p></container></mainBody>"##;

const HTML: &str = "<title>A/RES/75/999</title><body><p>Recalling resolution <a href='https://undocs.org/A/RES/66/288'>66/288</a><sup>1</sup>,<br>and<ul><li>lamps<li>stairs</ul><hr><p><sup>1</sup> See A/77/5.";

const GRAPH: &str = r#"{"directed":true,"multigraph":true,"graph":{"schema":"unxref-graph/1","generator":"unxref 0.1.0","counts":{"nodes":2,"edges":1,"citations":1,"mentions":0,"facts":0,"inputs":1,"unplaced":1},"inputs":[{"file":"a.txt","sha256":"00","symbol":"A/RES/75/999","language":"en"}],"unplaced":[{"source":"A/RES/75/999","quote":"53/24","status":"ambiguous","candidates":["A/RES/53/24","A/HRC/RES/53/24"],"class":"document","paragraph":"PP1","reason":"no body","span":[1,5],"input":0}]},"nodes":[{"id":"A/RES/75/999","class":"document","kind":"resolution","titles":{"en":"Lamps"},"date":"2020-12-01","date_origin":"document","body":"ga","read":true},{"id":"iccpr","class":"instrument","kind":"treaty","form":"covenant","titles":{},"aliases":["x"],"read":false}],"edges":[{"source":"A/RES/75/999","target":"iccpr","key":"recalls","class":"citation","relation":"recalls","origin":["text","link"],"count":1,"evidence":[{"paragraph":"PP2","section":"preamble","quote":"the Covenant","span":[468,507],"language":"en","input":0,"anchor":"PP2","pinpoint":"article 3"}]}]}"#;

fn record(text: &str) -> String {
    let source = Source::new("law.txt", text);
    let reading = Engine::new(Registry::builtin()).read(&source, InputFile::default(), &ReadOptions::default());
    serde_json::to_string(&Record::from_reading(&reading, &source)).expect("JSON")
}

fn failure() -> String {
    serde_json::to_string(&Failure::new("x.pdf", "expected a page, found none")).expect("JSON")
}

fn keyed(record: &str) -> String {
    let key = "0123456789abcdef".repeat(4);
    format!("{{\"key\":\"{key}\",{}\n", record.trim_end().trim_start_matches('{'))
}

/// The pieces of a small atlas, unpacked: what `atlas` makes of the small graph.
fn atlases() -> Vec<Vec<u8>> {
    use std::io::Read as _;

    let graph = unxref::export::read_json(GRAPH).expect("a graph");
    let file = unxref::export::atlas(&graph);
    let rest = &file[8 + 1 + 32..];
    // Small heads: the number of pieces, then two lengths for each.
    let mut at = 1;
    let mut length = || {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = usize::from(rest[at]);
            at += 1;
            number |= (byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return number;
            }
        }
    };
    let lengths: Vec<usize> = (0..rest[0]).map(|_| (length(), length()).0).collect();
    let mut pieces = Vec::new();
    for length in lengths {
        let mut piece = Vec::new();
        let unpacked = flate2::read::DeflateDecoder::new(&rest[at..at + length]).read_to_end(&mut piece);
        unpacked.expect("a piece");
        at += length;
        pieces.push(piece);
    }
    let lengths = pieces[..2].iter().flat_map(|piece| (piece.len() as u16).to_be_bytes());
    let apart: Vec<u8> = lengths.chain(pieces.concat()).collect();
    vec![file, apart]
}

fn cites(text: &str) -> Vec<Vec<u8>> {
    let with = |first: u8, text: &str| [&[first], text.as_bytes()].concat();
    let chinese = "大会，\n回顾其2021年12月16日第76/172号、第70/1号决议和《儿童权利公约》¹ 以及以往所有关于移民的决议，\n1. 决定；";
    let noted = "Human Rights Council\n54/99. Lamps\nThe Human Rights Council,\nReaffirming all previous resolutions on lamps, the most recent of which is resolution 47/12,\n____\n1 Ibid., para. 5.\n2 United Nations, Treaty Series, vol. 1577, No. 27531.\n";
    vec![with(7, text), with(1, text), with(7, chinese), with(15, noted)]
}
