//! The card of a model: what it is, on what it was trained, how well it does, what not to do with it.

use std::fmt::Write as _;

use super::feature::{Direction, features};
use super::model::Model;
use super::ridge::MARGIN;
use super::training::Agreement;

/// Markdown.
pub(super) fn card(model: &Model) -> String {
    let trained = &model.trained_on;
    let snippets: usize = trained.snippets.values().sum();
    let languages: Vec<String> =
        trained.snippets.iter().map(|(language, count)| format!("{count} in {language}")).collect();
    let mut card = format!(
        "# CRS model `{}`\n\n\
         Code readability score: a ridge regressor with directions (λ = {}) on {} features, version {}, of the text, its lexical tokens and its tree. \
         It gives a rating from 1 to 5, as its raters did; `normalised` is (rating − 1) / 4.\n\n\
         Trained on {snippets} snippets ({}) with {} ratings by people. BLAKE3 of the rows: `{}`. The snippets are not part of this model.\n\n\
         Beside each snippet stands itself made worse, {} texts in all: with `var_0` or `a` for names, without white space, on one line, without indentation. \
         A snippet is to be better by {MARGIN} ratings, which counts {} times as much as a person's mean rating. People were not asked about these.\n\n\
         ## How well it predicts texts that it has not seen\n\n\
         {}-fold cross-validation, repeated {} times with seeds from {} on, folds stratified by rating. In each fold the features are standardised and the penalty is chosen \
         (by 5 inner folds) on the training part only. ρ is Spearman's, of all out-of-fold predictions with the mean ratings; ± is its standard deviation \
         over the repetitions; the interval is a 95 % bootstrap over snippets.\n\n\
         | | ρ | 95 % over snippets | RMSE |\n|---|---|---|---|\n",
        model.hash(),
        trained.penalty,
        model.features.len(),
        model.features_version,
        languages.join(", "),
        trained.ratings,
        trained.ratings_blake3,
        trained.made_worse,
        trained.pull,
        trained.folds,
        trained.repeats,
        trained.seed,
    );
    row(&mut card, "this regressor", &trained.cross_validation);
    row(&mut card, "the same on ratings alone, without texts made worse", &trained.ratings_alone);
    row(&mut card, "lines of code alone", &trained.lines_alone);
    row(&mut card, "a constant: the mean of the training folds", &trained.constant);
    row(&mut card, "this regressor, ratings dealt out at random", &trained.shuffled);
    if let Some(rho) = trained.one_rater {
        let _ = write!(card, "\nOne rater against the mean of the others: ρ = {rho:.3} on average.\n");
    }
    card.push_str(
        "\nA constant has no order: what is left of its ρ comes from the means of the folds, which the others have too.\n\n\
         The list of features was drawn up after the literature, but with such ratings at hand; what is chosen in each fold is the weights and the penalty. \
         ρ on ratings by other people of other texts would be somewhat lower.\n\n\
         ## What it is not\n\n\
         - It says how a text reads, not whether it is right: print it beside pass rates, never instead of them.\n\
         - Its raters saw the languages above and nothing else. The features exist in every language, and compare texts of one language with each \
         other; ratings of different languages are not on one scale.\n\
         - A feature beyond what training saw counts as at the edge of that, so that no text is extrapolated to. Length \
         beyond that of the longest snippets costs nothing more: rate functions, not files.\n\
         - It has no dictionary: it knows numbered and very short names, not whether a word says anything. Names such as `qk` and `xk` are hardly told \
         from `i` and `lst`.\n\
         - Features may only count in the direction that the literature gives them (`hurts`, `helps`), whatever the ratings say; a weight of 0 means \
         that the ratings say the opposite, or nothing.\n\n\
         ## Weights\n\n\
         Ratings per standard deviation, the greatest first. BW10: Buse and Weimer 2010; PHD11: Posnett, Hindle and Devanbu 2011; D12: Dorn 2012; \
         S18: Scalabrino et al. 2018.\n\n\
         | feature | weight | direction | what it measures | after |\n|---|---|---|---|---|\n",
    );
    let mut rows: Vec<_> = model.features.iter().zip(features()).collect();
    rows.sort_by(|a, b| b.0.weight.abs().total_cmp(&a.0.weight.abs()));
    for (known, feature) in rows {
        let direction = match feature.direction {
            Direction::Hurts => "hurts",
            Direction::Helps => "helps",
            Direction::Open => "open",
        };
        // A weight of −0.0 is 0.
        let weight = known.weight + 0.0;
        let _ = writeln!(
            card,
            "| `{}` | {weight:+.3} | {direction} | {} | {} |",
            feature.name, feature.about, feature.after
        );
    }
    card
}

fn row(card: &mut String, what: &str, of: &Agreement) {
    let Agreement { spearman, spread, low, high, rmse } = of;
    let _ = writeln!(card, "| {what} | {spearman:.3} ± {spread:.3} | {low:.3} to {high:.3} | {rmse:.3} |");
}
