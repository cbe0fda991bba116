//! The stream that the library is given to interpret, in the making.

use std::io::Write as _;

use super::content::Operand;

/// Up to how many thousandths of the font's size characters are shifted without a word: kerning tells nothing.
const KERNING: f64 = 30.0;

/// What a path of one point says to the sheet: these are no drawings but words of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    /// A page begins.
    Page = 1,
    /// What follows is a running head or foot, says the document.
    FurnitureBegins = 2,
    /// What follows is text again.
    FurnitureEnds = 3,
    /// The next hyphen was put in where the line is broken.
    SoftHyphen = 4,
}

impl Signal {
    /// The signal of a number.
    pub(super) fn of(code: f64) -> Option<Signal> {
        let signals = [
            Signal::Page,
            Signal::FurnitureBegins,
            Signal::FurnitureEnds,
            Signal::SoftHyphen,
        ];
        signals.into_iter().find(|&signal| f64::from(signal as u8) == code)
    }
}

/// Operators written one after the other.
#[derive(Default)]
pub(super) struct Script {
    bytes: Vec<u8>,
}

impl Script {
    /// What is written.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// How much is written.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Takes back all but the first bytes.
    pub(super) fn truncate(&mut self, length: usize) {
        self.bytes.truncate(length);
    }

    /// An operator with numbers.
    pub(super) fn write(&mut self, operator: &[u8], operands: &[f64]) {
        for &operand in operands {
            self.number(operand);
        }
        self.bytes.extend_from_slice(operator);
        self.bytes.push(b'\n');
    }

    /// An operator with N numbers; nothing where it has others.
    pub(super) fn write_all<const N: usize>(&mut self, operator: &[u8], operands: &[Operand]) {
        let numbers: Vec<f64> = operands.iter().filter_map(Operand::number).collect();
        if operands.len() == N && numbers.len() == N {
            self.write(operator, &numbers);
        }
    }

    /// Says something to the sheet.
    pub(super) fn signal(&mut self, signal: Signal, value: usize) {
        self.write(b"m", &[f64::from(signal as u8), value as f64]);
        self.write(b"S", &[]);
    }

    /// Sets a font.
    pub(super) fn set_font(&mut self, name: &str, size: f64) {
        self.bytes.push(b'/');
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.push(b' ');
        self.write(b"Tf", &[size]);
    }

    /// Shows text; shifts too small to part words are put off until they add up.
    pub(super) fn show(&mut self, pieces: &[Operand]) {
        self.bytes.push(b'[');
        let (mut text, mut shift) = (Vec::new(), 0.0);
        for piece in pieces {
            match piece {
                Operand::Number(number) => shift += number,
                Operand::Text(bytes) => {
                    if f64::abs(shift) > KERNING {
                        self.text(&text);
                        self.number(shift);
                        text.clear();
                        shift = 0.0;
                    }
                    text.extend_from_slice(bytes);
                }
                _ => {}
            }
        }
        self.text(&text);
        self.number(shift);
        self.bytes.extend_from_slice(b"]TJ\n");
    }

    fn number(&mut self, number: f64) {
        // Nothing fails that writes to a vector; single precision is what the library reads.
        let _ = write!(self.bytes, "{} ", number.clamp(-1e9, 1e9) as f32);
    }

    fn text(&mut self, text: &[u8]) {
        if text.is_empty() {
            return;
        }
        self.bytes.push(b'(');
        for &byte in text {
            match byte {
                b'(' | b')' | b'\\' => self.bytes.extend_from_slice(&[b'\\', byte]),
                b'\r' => self.bytes.extend_from_slice(b"\\r"),
                b'\n' => self.bytes.extend_from_slice(b"\\n"),
                _ => self.bytes.push(byte),
            }
        }
        self.bytes.push(b')');
    }
}
