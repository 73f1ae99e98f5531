use super::*;

#[test]
fn options_are_read() {
    let metric = |options| CodeBleu::parse(options);
    assert_eq!(metric("").unwrap(), CodeBleu::default());
    assert_eq!(metric("strict").unwrap(), CodeBleu::new(Mode::Strict, [0.25; 4]).unwrap());
    let papers = CodeBleu::new(Mode::Strict, [0.1, 0.1, 0.4, 0.4]).unwrap();
    assert_eq!(metric("strict:0.1,0.1,0.4,0.4").unwrap(), papers);
}
