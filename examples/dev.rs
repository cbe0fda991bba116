use unxref::{cite, model, parse, read, registry};
fn main() {
    let reg = registry::Registry::builtin();
    let eng = cite::Engine::new(reg);
    for a in std::env::args().skip(1) {
        let (s, i) = read::read_file(std::path::Path::new(&a)).unwrap();
        let d = parse::parse(&s, reg, &parse::ParseOptions::default());
        if std::env::var("DOC").is_ok() {
            println!("{:?}", d.facts);
            for p in &d.paragraphs {
                println!(
                    "{} | {:?} | {} | {:?} {:?}",
                    p.label,
                    p.section,
                    p.text.text(),
                    p.marks,
                    p.anchor
                );
            }
            for n in &d.notices {
                println!("NOTE {n:?}");
            }
        }
        let id = d
            .facts
            .symbol
            .as_ref()
            .map(|x| model::NodeId::new(x.as_str()))
            .unwrap_or(model::NodeId::new("file:x"));
        let r = cite::read(&s, &d, id, i, &eng);
        for c in &r.citations {
            println!(
                "{:8} {:10} {:30} {:18} {:?} | {} | {} | {:?} {:?} | {}",
                c.paragraph.as_str(),
                c.class.name(),
                c.target
                    .id()
                    .map(|x| x.as_str().to_owned())
                    .unwrap_or_else(|| format!("{:?}", c.target)),
                c.relation.name(),
                c.opening.map(|o| o.name()),
                c.quote,
                s.slice(c.core),
                c.pinpoint,
                c.date,
                c.reason
            );
        }
        for f in &r.stated {
            println!("FACT {} {} {} | {}", f.from, f.relation, f.to, f.quote);
        }
    }
}
