//! A whole report of a made-up run: its Markdown to the letter, its HTML in a browser.

mod audit;
mod browser;
mod golden;
mod made_up;
mod paper;
mod pipe;
