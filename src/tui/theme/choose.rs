//! Which shipped theme to take when nobody said.

use super::Base;

/// What is known about the terminal at start. Gathered by `term`, so that the choice stays pure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// `NO_COLOR` is set to something.
    pub no_color: bool,
    /// `COLORFGBG`, as some terminals set it: `15;0`.
    pub colorfgbg: Option<String>,
    /// The background as the terminal answered (OSC 11), 16 bits a channel.
    pub background: Option<[u16; 3]>,
}

/// The theme that suits. `NO_COLOR` outweighs what was asked for; what was asked for outweighs what the terminal seems to be; dark where
/// nothing is known.
pub fn choose(asked: Option<Base>, around: &Surroundings) -> Base {
    if around.no_color {
        return Base::Mono;
    }
    asked
        .or_else(|| around.background.map(of_background))
        .or_else(|| around.colorfgbg.as_deref().and_then(of_colorfgbg))
        .unwrap_or(Base::Dark)
}

fn of_background([red, green, blue]: [u16; 3]) -> Base {
    // Perceived brightness (Rec. 709), in thousandths of full.
    let sum = 2126 * u64::from(red) + 7152 * u64::from(green) + 722 * u64::from(blue);
    if sum > 10_000 * u64::from(u16::MAX) / 2 { Base::Light } else { Base::Dark }
}

fn of_colorfgbg(text: &str) -> Option<Base> {
    // The last field is the background; 7 and 9–15 are light, as the programs that read it agree.
    let background: u8 = text.rsplit(';').next()?.trim().parse().ok()?;
    Some(if background == 7 || background > 8 { Base::Light } else { Base::Dark })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(colorfgbg: Option<&str>, background: Option<[u16; 3]>) -> Surroundings {
        Surroundings { no_color: false, colorfgbg: colorfgbg.map(str::to_owned), background }
    }

    #[test]
    fn the_terminal_is_believed_in_order() {
        assert_eq!(choose(None, &around(None, None)), Base::Dark);
        assert_eq!(choose(None, &around(Some("0;15"), None)), Base::Light);
        assert_eq!(choose(None, &around(Some("12;default;0"), None)), Base::Dark);
        assert_eq!(choose(None, &around(Some("default;default"), None)), Base::Dark);
        assert_eq!(choose(None, &around(Some("0;15"), Some([0x1616, 0x1818, 0x1d1d]))), Base::Dark);
        assert_eq!(choose(Some(Base::Light), &around(None, Some([0, 0, 0]))), Base::Light);
    }

    #[test]
    fn no_color_outweighs_all() {
        let around = Surroundings { no_color: true, colorfgbg: Some("0;15".into()), background: Some([u16::MAX; 3]) };
        assert_eq!(choose(Some(Base::Light), &around), Base::Mono);
    }
}
