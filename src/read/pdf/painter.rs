//! The pages drawn: what the operators of their contents do, as far as characters and rules go. Pictures are counted, paint
//! is left away.

use std::rc::Rc;

use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream, Transform};

use super::clock::Clock;
use super::content::{Operand, Reader};
use super::font::{Font, Fonts};
use super::glyph::Page;
use super::state::{State, moved};
use super::stream::Loss;
use super::{Refusal, object, stream};

/// How deep forms may stand in forms.
const DEEPEST_FORM: usize = 12;

/// How many graphics states may be kept at once.
const DEEPEST_STATE: usize = 256;

/// Up to how many thousandths of the font's size characters are shifted without a word: kerning tells nothing.
const KERNING: f64 = 30.0;

/// Draws the pages of a document.
pub(super) struct Painter<'a> {
    document: &'a Document,
    clock: &'a Clock<'a>,
    fonts: Fonts<'a>,
    state: State,
    /// Where the line begins.
    line: Transform,
    /// Whether what is drawn is a running head or foot, says the document.
    furniture: bool,
    /// Whether the next hyphen was put in where the line is broken.
    soft_hyphen: bool,
    /// The page that is drawn.
    page: Page,
    /// How many more characters may be drawn.
    room: u64,
    /// The pages whose content cannot be unpacked, all or in part, and why.
    pub losses: Vec<(usize, Loss)>,
    /// How many pictures the pages draw.
    pub pictures: usize,
    /// How many characters were drawn of which the font does not tell what they mean.
    pub unmapped: usize,
}

/// What holds within one content stream.
struct Scope<'a> {
    resources: Option<&'a Dictionary>,
    depth: usize,
    kept: Vec<State>,
    /// Of each open piece of marked content, whether it is furniture.
    marked: Vec<bool>,
    /// How many of them are.
    furniture: usize,
    path: Vec<Step>,
}

/// A step of a path, as far as rules go.
enum Step {
    Point(f64, f64),
    Box(f64, f64, f64, f64),
}

impl<'a> Painter<'a> {
    /// Nothing yet.
    pub(super) fn new(document: &'a Document, clock: &'a Clock<'a>) -> Painter<'a> {
        Painter {
            document,
            clock,
            fonts: Fonts::new(document),
            state: State::default(),
            line: Transform::identity(),
            furniture: false,
            soft_hyphen: false,
            page: Page::default(),
            room: clock.allowance.characters(),
            losses: Vec::new(),
            pictures: 0,
            unmapped: 0,
        }
    }

    /// Draws a page, turned upright and moved to the origin.
    pub(super) fn page(&mut self, number: usize, page: ObjectId) -> Result<Page, Refusal> {
        self.page = Page {
            number,
            ..Page::default()
        };
        let document = self.document;
        if let Ok(dictionary) = document.get_dictionary(page) {
            self.state = State::default();
            self.furniture = false;
            self.upright(dictionary);
            let resources =
                object::inherited(document, dictionary, b"Resources").and_then(|object| object.as_dict().ok());
            let content = self.unpacked(page);
            self.content(&content, resources, 0)?;
        }
        Ok(std::mem::take(&mut self.page))
    }

    /// The content of a page. A word may be broken between its streams, so they are read as one.
    fn unpacked(&mut self, page: ObjectId) -> Vec<u8> {
        let mut content = Vec::new();
        for id in self.document.get_page_contents(page) {
            let Ok(stream) = self.document.get_object(id).and_then(Object::as_stream) else {
                continue;
            };
            content.extend_from_slice(&self.stream(stream));
            content.push(b'\n');
        }
        content
    }

    /// What can be unpacked of a stream; what cannot is noted.
    fn stream(&mut self, stream: &Stream) -> Vec<u8> {
        let content = stream::content(stream);
        if let Some(loss) = content.loss.map(|loss| (self.page.number, loss))
            && self.losses.last() != Some(&loss)
        {
            self.losses.push(loss);
        }
        content.bytes
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
        self.state.transform(match turned.unwrap_or(0).rem_euclid(360) {
            90 => [0.0, -1.0, 1.0, 0.0, -bottom, right],
            180 => [-1.0, 0.0, 0.0, -1.0, right, top],
            270 => [0.0, 1.0, -1.0, 0.0, top, -left],
            _ => [1.0, 0.0, 0.0, 1.0, -left, -bottom],
        });
    }

    fn content(&mut self, content: &[u8], resources: Option<&'a Dictionary>, depth: usize) -> Result<(), Refusal> {
        let mut scope = Scope {
            resources,
            depth,
            kept: Vec::new(),
            marked: Vec::new(),
            furniture: 0,
            path: Vec::new(),
        };
        let (mut reader, mut operands) = (Reader::new(content), Vec::new());
        while let Some(operator) = reader.operator(&mut operands) {
            self.clock.check()?;
            self.operation(operator, &operands, &mut scope)?;
        }
        // A stream closes what it opened, even where it forgets to.
        if let Some(state) = scope.kept.drain(..).next() {
            self.state = state;
        }
        while !scope.marked.is_empty() {
            self.unmark(&mut scope);
        }
        Ok(())
    }

    fn operation(&mut self, operator: &[u8], operands: &[Operand], scope: &mut Scope<'a>) -> Result<(), Refusal> {
        match (operator, operands) {
            (b"q", _) => self.save(scope)?,
            (b"Q", _) => {
                if let Some(state) = scope.kept.pop() {
                    self.state = state;
                }
            }
            (b"BT" | b"ET", _) => self.begin_line(Transform::identity()),
            (b"T*", _) => self.next_line(0.0, -self.state.leading),
            (b"cm", operands) => {
                if let Some(matrix) = numbers(operands) {
                    self.state.transform(matrix);
                }
            }
            (b"Tm", operands) => {
                if let Some([a, b, c, d, e, f]) = numbers(operands) {
                    self.begin_line(Transform::row_major(a, b, c, d, e, f));
                }
            }
            (b"Td" | b"TD", operands) => {
                if let Some([x, y]) = numbers(operands) {
                    if operator == b"TD" {
                        self.state.leading = -y;
                    }
                    self.next_line(x, y);
                }
            }
            (b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts", operands) => self.set(operator, operands),
            (b"Tf", [Operand::Name(name), Operand::Number(size)]) => self.set_font(name, *size, scope),
            (b"Tj" | b"TJ" | b"'" | b"\"", operands) => self.show(operator, operands)?,
            (b"Do", [Operand::Name(name)]) => self.draw(name, scope)?,
            (b"BI", _) => self.pictures += 1,
            (b"BMC" | b"BDC", [tag, properties @ ..]) => self.mark(tag, properties.first(), scope),
            (b"EMC", _) => self.unmark(scope),
            (b"re", operands) => scope
                .path
                .extend(numbers(operands).map(|[x, y, width, height]| Step::Box(x, y, width, height))),
            (b"m" | b"l", operands) => scope.path.extend(numbers(operands).map(|[x, y]| Step::Point(x, y))),
            (b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s", _) => self.rule(scope),
            (b"n", _) => scope.path.clear(),
            _ => {}
        }
        Ok(())
    }

    fn save(&self, scope: &mut Scope<'a>) -> Result<(), Refusal> {
        if scope.kept.len() >= DEEPEST_STATE {
            return Err(Refusal::Nested);
        }
        scope.kept.push(self.state.clone());
        Ok(())
    }

    fn begin_line(&mut self, place: Transform) {
        self.line = place;
        self.state.place = place;
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.begin_line(moved(&self.line, x, y));
    }

    fn set(&mut self, operator: &[u8], operands: &[Operand]) {
        let Some([value]) = numbers(operands) else { return };
        match operator {
            b"Tc" => self.state.spread = value,
            b"Tw" => self.state.word_spread = value,
            b"Tz" => self.state.stretch = value / 100.0,
            b"TL" => self.state.leading = value,
            _ => self.state.rise = value,
        }
    }

    fn set_font(&mut self, name: &[u8], size: f64, scope: &Scope<'a>) {
        let entry = self.resource(scope, b"Font", name);
        let dictionary = entry.and_then(|entry| object::resolve(self.document, entry).as_dict().ok());
        self.state.font = dictionary.and_then(|dictionary| self.fonts.font(dictionary));
        self.state.size = bounded(size);
    }

    fn show(&mut self, operator: &[u8], operands: &[Operand]) -> Result<(), Refusal> {
        if let (b"\"", [Operand::Number(word), Operand::Number(character), _]) = (operator, operands) {
            self.state.word_spread = bounded(*word);
            self.state.spread = bounded(*character);
        }
        if matches!(operator, b"'" | b"\"") {
            self.next_line(0.0, -self.state.leading);
        }
        let pieces = match operands.last() {
            Some(Operand::List(pieces)) => pieces.as_slice(),
            Some(text @ Operand::Text(_)) => std::slice::from_ref(text),
            _ => return Ok(()),
        };
        let Some(font) = self.state.font.clone() else {
            return Ok(());
        };
        if matches!(*font, Font::Broken) {
            return Err(Refusal::Library(self.page.number));
        }
        // Shifts too small to part words are put off until they add up.
        let mut shift = 0.0;
        for piece in pieces {
            match piece {
                Operand::Number(number) => shift += number,
                Operand::Text(text) => {
                    if f64::abs(shift) > KERNING {
                        self.state.kern(bounded(shift));
                        shift = 0.0;
                    }
                    self.letters(&font, text)?;
                }
                _ => {}
            }
        }
        self.state.kern(bounded(shift));
        Ok(())
    }

    fn letters(&mut self, font: &Font, text: &[u8]) -> Result<(), Refusal> {
        self.clock.check()?;
        font.each(text, |letter| {
            self.room = self.room.saturating_sub(1);
            match &letter.text {
                _ if self.room == 0 => {}
                Some(text) => {
                    let soft = std::mem::take(&mut self.soft_hyphen) && matches!(&**text, "-" | "\u{2010}");
                    let place = self.state.place();
                    let text = if soft { &Rc::from("\u{ad}") } else { text };
                    self.page
                        .draw(&place, letter.width, self.state.size, text, self.furniture);
                }
                None => self.unmapped += 1,
            }
            self.state.advance(letter.width, letter.stretches);
        });
        match self.room {
            0 => Err(Refusal::Limit(self.clock.allowance.too_many_characters())),
            _ => Ok(()),
        }
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
        let state = self.state.clone();
        self.form(form, scope)?;
        self.state = state;
        Ok(())
    }

    fn form(&mut self, form: &'a Stream, scope: &Scope<'a>) -> Result<(), Refusal> {
        let entry = |key: &[u8]| {
            form.dict
                .get(key)
                .ok()
                .map(|object| object::resolve(self.document, object))
        };
        let resources = entry(b"Resources").and_then(|object| object.as_dict().ok());
        let matrix = entry(b"Matrix").and_then(|object| object.as_array().ok());
        let matrix = matrix.map(|matrix| object::numbers(self.document, matrix));
        if let Some(&[a, b, c, d, e, f]) = matrix.as_deref() {
            self.state.transform([a, b, c, d, e, f]);
        }
        let content = self.stream(form);
        self.content(&content, resources.or(scope.resources), scope.depth + 1)
    }

    fn resource(&self, scope: &Scope<'a>, kind: &[u8], name: &[u8]) -> Option<&'a Object> {
        let all = object::resolve(self.document, scope.resources?.get(kind).ok()?);
        all.as_dict().ok()?.get(name).ok()
    }

    /// Thin and lying rectangles and lines are kept: one of them may be the rule above the notes.
    fn rule(&mut self, scope: &mut Scope<'a>) {
        for step in &scope.path {
            if let &Step::Box(x, y, width, height) = step
                && height.abs() <= 3.0
                && width.abs() >= 40.0
            {
                let top = y + height;
                self.page.rule(&self.state.matrix, (x, top), (x + width, top));
            }
        }
        if let &[Step::Point(x, y), Step::Point(to_x, to_y)] = scope.path.as_slice() {
            self.page.rule(&self.state.matrix, (x, y), (to_x, to_y));
        }
        scope.path.clear();
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
        scope.furniture += usize::from(furniture);
        self.furniture |= furniture;
        self.soft_hyphen |= soft;
    }

    fn unmark(&mut self, scope: &mut Scope<'a>) {
        if scope.marked.pop() == Some(true) {
            scope.furniture -= 1;
            self.furniture = scope.furniture > 0;
        }
    }
}

/// As many numbers as an operator needs; none where it has others.
fn numbers<const N: usize>(operands: &[Operand]) -> Option<[f64; N]> {
    if operands.len() != N {
        return None;
    }
    let mut numbers = [0.0; N];
    for (place, operand) in numbers.iter_mut().zip(operands) {
        *place = bounded(operand.number()?);
    }
    Some(numbers)
}

/// No page is larger, and no sum of such numbers overflows.
fn bounded(number: f64) -> f64 {
    number.clamp(-1e9, 1e9)
}

fn is_soft_hyphen(text: &[u8]) -> bool {
    matches!(text, b"\xfe\xff\x00\xad" | b"\xad")
}
