//! What whoever takes over has to have understood of a line of a handover (要点), and in which ways it can be said.

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FactKind {
    /// Whom or where (谁、哪里).
    Who,
    /// What it is (什么事).
    What,
    /// What is to be done (做什么).
    Action,
    /// By whom (由谁).
    Owner,
    /// By when (何时前).
    When,
}

/// Something that has to occur in a write-back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub kind: FactKind,
    /// How it is shown to people.
    pub said: String,
    /// Ways to say it; one of them is enough.
    pub forms: Vec<String>,
}
