//! The forms of automatic numbers: figures, letters and numerals of six languages.

/// Letters by which lists count, by the name that Word gives them.
const ALPHABETS: [(&str, &str); 5] = [
    ("lowerLetter", "abcdefghijklmnopqrstuvwxyz"),
    ("upperLetter", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ("russianLower", "абвгдежзиклмнопрстуфхцчшщыэюя"),
    ("russianUpper", "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"),
    ("arabicAlpha", "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"),
];

const ABJAD: &str = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ";

const ROMAN: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// A number in the form that a list asks for; nothing where the list has bullets or no label at all.
pub(super) fn written(number: u32, form: &str) -> Option<String> {
    let letters = |alphabet: &str| {
        // After the last letter all are doubled: z, aa, bb.
        let length = u32::try_from(alphabet.chars().count()).ok()?;
        let nth = number.checked_sub(1)?;
        let letter = alphabet.chars().nth((nth % length) as usize)?;
        Some(std::iter::repeat_n(letter, (nth / length + 1).min(9) as usize).collect())
    };
    match form {
        "none" | "bullet" => None,
        "lowerRoman" => Some(roman(number)),
        "upperRoman" => Some(roman(number).to_uppercase()),
        "decimalZero" => Some(format!("{number:02}")),
        "arabicAbjad" => letters(ABJAD),
        "chineseCounting"
        | "chineseCountingThousand"
        | "ideographDigital"
        | "japaneseCounting"
        | "taiwaneseCountingThousand"
        | "taiwaneseCounting" => Some(han(number)),
        form => match ALPHABETS.iter().find(|(name, _)| *name == form) {
            Some((_, alphabet)) => letters(alphabet),
            None => Some(number.to_string()),
        },
    }
}

fn roman(mut number: u32) -> String {
    let mut numeral = String::new();
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    for (value, sign) in ROMAN {
        while number >= value {
            numeral.push_str(sign);
            number -= value;
        }
    }
    numeral
}

/// Chinese numerals as lists count in them, up to 99.
fn han(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (number / 10, number % 10) {
        _ if number == 0 || number > 99 => number.to_string(),
        (0, ones) => DIGITS[ones as usize].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones as usize]),
        (tens, ones) => format!("{}十{}", DIGITS[tens as usize], DIGITS[ones as usize]),
    }
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn numbers_take_the_form_of_their_list() {
        for (number, form, expected) in [
            (12, "decimal", Some("12")),
            (3, "lowerLetter", Some("c")),
            (28, "lowerLetter", Some("bb")),
            (19, "lowerRoman", Some("xix")),
            (4, "upperRoman", Some("IV")),
            (2, "arabicAlpha", Some("ب")),
            (3, "russianLower", Some("в")),
            (21, "chineseCounting", Some("二十一")),
            (10, "ideographDigital", Some("十")),
            (1, "bullet", None),
        ] {
            assert_eq!(written(number, form).as_deref(), expected, "{number} {form}");
        }
    }
}
