//! The text operators of a run of pages, as one stream: forms written out, pictures and paint left away, each font under
//! one name for all pages.
//!
//! What the library is given to interpret holds nothing that it could trip over or run in circles in: every operator has
//! the operands it needs, every font exists, no form is left.

use std::collections::BTreeMap;

use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

use super::clock::Clock;
use super::content::{Operand, Reader};
use super::script::{Script, Signal};
use super::{Refusal, font, object};

/// How deep forms may stand in forms.
const DEEPEST_FORM: usize = 12;

/// How many graphics states may be kept at once.
const DEEPEST_STATE: usize = 256;

/// A run of pages written out.
pub(super) struct Operators<'a> {
    document: &'a Document,
    clock: &'a Clock<'a>,
    /// What the library is to interpret.
    pub script: Script,
    /// The fonts by their new names.
    pub fonts: BTreeMap<String, Dictionary>,
    known: BTreeMap<ObjectId, Option<String>>,
    /// How many pictures the pages draw.
    pub pictures: usize,
}

/// What holds within one content stream.
struct Scope<'a> {
    resources: Option<&'a Dictionary>,
    depth: usize,
    states: Vec<State>,
    /// Of each open piece of marked content, whether it is furniture.
    marked: Vec<bool>,
    /// The corners of the path begun: `x y` of points, `x y width height` of rectangles.
    path: Vec<Vec<f64>>,
}

/// A graphics state that is kept.
struct State {
    /// Whether a font is set.
    font: bool,
    /// Where in the stream it began.
    from: usize,
    /// Whether something was drawn in it: else it need not be told.
    drawn: bool,
}

impl<'a> Operators<'a> {
    /// Nothing yet.
    pub(super) fn new(document: &'a Document, clock: &'a Clock<'a>) -> Operators<'a> {
        Operators {
            document,
            clock,
            script: Script::default(),
            fonts: BTreeMap::new(),
            known: BTreeMap::new(),
            pictures: 0,
        }
    }

    /// Writes out a page, turned upright and moved to the origin.
    pub(super) fn page(&mut self, number: usize, page: ObjectId) -> Result<(), Refusal> {
        let document = self.document;
        let Ok(dictionary) = document.get_dictionary(page) else {
            return Ok(());
        };
        self.script.signal(Signal::Page, number);
        self.script.write(b"q", &[]);
        self.upright(dictionary);
        let resources = object::inherited(document, dictionary, b"Resources").and_then(|object| object.as_dict().ok());
        // A word may be broken between the streams of a page, so they are read as one.
        let content = document.get_page_content(page).unwrap_or_default();
        self.content(&content, resources, 0, false)?;
        self.script.write(b"Q", &[]);
        Ok(())
    }

    fn upright(&mut self, page: &Dictionary) {
        let sides = object::inherited(self.document, page, b"MediaBox").and_then(|object| object.as_array().ok());
        let sides = sides
            .map(|sides| object::numbers(self.document, sides))
            .unwrap_or_default();
        let &[left, bottom, right, top] = sides.as_slice() else {
            return;
        };
        let turned = object::inherited(self.document, page, b"Rotate").and_then(|object| object.as_i64().ok());
        let matrix = match turned.unwrap_or(0).rem_euclid(360) {
            90 => [0.0, -1.0, 1.0, 0.0, -bottom, right],
            180 => [-1.0, 0.0, 0.0, -1.0, right, top],
            270 => [0.0, 1.0, -1.0, 0.0, top, -left],
            _ => [1.0, 0.0, 0.0, 1.0, -left, -bottom],
        };
        self.script.write(b"cm", &matrix);
    }

    /// Writes out a stream; whether it drew something.
    fn content(
        &mut self,
        content: &[u8],
        resources: Option<&'a Dictionary>,
        depth: usize,
        font: bool,
    ) -> Result<bool, Refusal> {
        let mut scope = Scope {
            resources,
            depth,
            states: vec![State {
                font,
                from: self.script.len(),
                drawn: false,
            }],
            marked: Vec::new(),
            path: Vec::new(),
        };
        let (mut reader, mut operands) = (Reader::new(content), Vec::new());
        while let Some(operator) = reader.operator(&mut operands) {
            self.clock.check()?;
            self.operation(operator, &operands, &mut scope)?;
        }
        // A stream closes what it opened, even where it forgets to.
        while scope.states.len() > 1 {
            self.restore(&mut scope);
        }
        while !scope.marked.is_empty() {
            self.unmark(&mut scope);
        }
        Ok(scope.states.iter().any(|state| state.drawn))
    }

    fn operation(&mut self, operator: &[u8], operands: &[Operand], scope: &mut Scope<'a>) -> Result<(), Refusal> {
        match (operator, operands) {
            (b"q", _) => self.save(scope)?,
            (b"Q", _) => self.restore(scope),
            (b"BT" | b"ET" | b"T*", _) => self.script.write(operator, &[]),
            (b"cm" | b"Tm", operands) => self.script.write_all::<6>(operator, operands),
            (b"Td" | b"TD", operands) => self.script.write_all::<2>(operator, operands),
            (b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts", operands) => self.script.write_all::<1>(operator, operands),
            (b"Tf", [Operand::Name(name), Operand::Number(size)]) => self.font(name, *size, scope),
            (b"Tj" | b"TJ" | b"'" | b"\"", operands) => self.show(operator, operands, scope),
            (b"Do", [Operand::Name(name)]) => self.draw(name, scope)?,
            (b"BI", _) => self.pictures += 1,
            (b"BMC" | b"BDC", [tag, properties @ ..]) => self.mark(tag, properties.first(), scope),
            (b"EMC", _) => self.unmark(scope),
            (b"re" | b"m" | b"l", operands) => scope.path.push(operands.iter().filter_map(Operand::number).collect()),
            (b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s", _) => self.rule(scope),
            (b"n", _) => scope.path.clear(),
            _ => {}
        }
        Ok(())
    }

    fn save(&mut self, scope: &mut Scope<'a>) -> Result<(), Refusal> {
        if scope.states.len() > DEEPEST_STATE {
            return Err(Refusal::Nested);
        }
        let state = State {
            font: scope.has_font(),
            from: self.script.len(),
            drawn: false,
        };
        scope.states.push(state);
        self.script.write(b"q", &[]);
        Ok(())
    }

    fn restore(&mut self, scope: &mut Scope<'a>) {
        if scope.states.len() <= 1 {
            return;
        }
        match scope.states.pop() {
            Some(state) if state.drawn => {
                scope.drew();
                self.script.write(b"Q", &[]);
            }
            // Nothing was drawn between `q` and `Q`: neither is told.
            Some(state) => self.script.truncate(state.from),
            None => {}
        }
    }

    /// `'` and `"` are written out: the library does not know them.
    fn show(&mut self, operator: &[u8], operands: &[Operand], scope: &mut Scope<'a>) {
        if let (b"\"", [Operand::Number(word), Operand::Number(character), _]) = (operator, operands) {
            self.script.write(b"Tw", &[*word]);
            self.script.write(b"Tc", &[*character]);
        }
        if matches!(operator, b"'" | b"\"") {
            self.script.write(b"T*", &[]);
        }
        let pieces = match operands.last() {
            Some(Operand::List(pieces)) => pieces.as_slice(),
            Some(text @ Operand::Text(_)) => std::slice::from_ref(text),
            _ => return,
        };
        if !scope.has_font() {
            return;
        }
        scope.drew();
        self.script.show(pieces);
    }

    fn font(&mut self, name: &[u8], size: f64, scope: &mut Scope<'a>) {
        let named = self.named_font(name, scope);
        if let Some(state) = scope.states.last_mut() {
            state.font = named.is_some();
        }
        if let Some(name) = named {
            self.script.set_font(&name, size);
        }
    }

    /// The new name of a font of the page; none where there is no such font, or none that can be read.
    fn named_font(&mut self, name: &[u8], scope: &Scope<'a>) -> Option<String> {
        let entry = self.resource(scope, b"Font", name)?;
        let id = entry.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.known.get(&id)) {
            return known.clone();
        }
        let dictionary = object::resolve(self.document, entry).as_dict().ok()?;
        let name = font::mend(self.document, dictionary).map(|mended| {
            let name = format!("F{}", self.fonts.len());
            self.fonts.insert(name.clone(), mended);
            name
        });
        if let Some(id) = id {
            self.known.insert(id, name.clone());
        }
        name
    }

    fn draw(&mut self, name: &[u8], scope: &mut Scope<'a>) -> Result<(), Refusal> {
        let drawn = self.resource(scope, b"XObject", name);
        let Some(form) = drawn.and_then(|object| object::resolve(self.document, object).as_stream().ok()) else {
            return Ok(());
        };
        if object::name(&form.dict, b"Subtype") != Some(b"Form") {
            self.pictures += 1;
            return Ok(());
        }
        if scope.depth >= DEEPEST_FORM {
            return Err(Refusal::Nested);
        }
        self.save(scope)?;
        if self.form(form, scope)? {
            scope.drew();
        }
        self.restore(scope);
        Ok(())
    }

    fn form(&mut self, form: &'a Stream, scope: &Scope<'a>) -> Result<bool, Refusal> {
        let entry = |key: &[u8]| {
            form.dict
                .get(key)
                .ok()
                .map(|object| object::resolve(self.document, object))
        };
        let resources = entry(b"Resources").and_then(|object| object.as_dict().ok());
        let matrix = entry(b"Matrix").and_then(|object| object.as_array().ok());
        if let Some(matrix) = matrix
            .map(|matrix| object::numbers(self.document, matrix))
            .filter(|matrix| matrix.len() == 6)
        {
            self.script.write(b"cm", &matrix);
        }
        let content = form.get_plain_content().unwrap_or_default();
        self.content(
            &content,
            resources.or(scope.resources),
            scope.depth + 1,
            scope.has_font(),
        )
    }

    fn resource(&self, scope: &Scope<'a>, kind: &[u8], name: &[u8]) -> Option<&'a Object> {
        let all = object::resolve(self.document, scope.resources?.get(kind).ok()?);
        all.as_dict().ok()?.get(name).ok()
    }

    /// Thin and lying rectangles and lines are kept: one of them may be the rule above the notes.
    fn rule(&mut self, scope: &mut Scope<'a>) {
        let path = std::mem::take(&mut scope.path);
        for path in &path {
            if let &[_, _, width, height] = path.as_slice()
                && height.abs() <= 3.0
                && width.abs() >= 40.0
            {
                self.script.write(b"re", path);
                self.script.write(b"f", &[]);
                scope.drew();
            }
        }
        if let [from, to] = path.as_slice()
            && (from.len(), to.len()) == (2, 2)
        {
            self.script.write(b"m", from);
            self.script.write(b"l", to);
            self.script.write(b"S", &[]);
            scope.drew();
        }
    }

    fn mark(&mut self, tag: &Operand, properties: Option<&Operand>, scope: &mut Scope<'a>) {
        let (mut paginated, mut soft) = (false, false);
        match properties {
            Some(Operand::Dictionary(entries)) => {
                let entry = |key: &[u8]| entries.iter().find(|(name, _)| name == key).map(|(_, value)| value);
                paginated = entry(b"Type").and_then(Operand::name) == Some(b"Pagination");
                soft = matches!(entry(b"ActualText"), Some(Operand::Text(text)) if is_soft_hyphen(text));
            }
            Some(Operand::Name(name)) => {
                let listed = self.resource(scope, b"Properties", name);
                if let Some(Ok(entries)) = listed.map(|object| object::resolve(self.document, object).as_dict()) {
                    paginated = object::name(entries, b"Type") == Some(b"Pagination");
                    soft = entries
                        .get(b"ActualText")
                        .is_ok_and(|text| text.as_str().is_ok_and(is_soft_hyphen));
                }
            }
            _ => {}
        }
        let furniture = paginated && tag.name() == Some(b"Artifact");
        scope.marked.push(furniture);
        if furniture {
            self.script.signal(Signal::FurnitureBegins, 0);
            scope.drew();
        }
        if soft {
            self.script.signal(Signal::SoftHyphen, 0);
        }
    }

    fn unmark(&mut self, scope: &mut Scope<'a>) {
        if scope.marked.pop() == Some(true) && !scope.marked.contains(&true) {
            self.script.signal(Signal::FurnitureEnds, 0);
            scope.drew();
        }
    }
}

impl Scope<'_> {
    fn has_font(&self) -> bool {
        self.states.last().is_some_and(|state| state.font)
    }

    fn drew(&mut self) {
        if let Some(state) = self.states.last_mut() {
            state.drawn = true;
        }
    }
}

fn is_soft_hyphen(text: &[u8]) -> bool {
    matches!(text, b"\xfe\xff\x00\xad" | b"\xad")
}
