//! Addresses for mail.

use memchr::memmem;

/// The address around the `@` at `at`.
///
/// Not reported: domains for documentation (RFC 2606 and the like), names that end in no top-level domain, users in URLs, remotes of
/// version control (`git@host`), and names of SSH algorithms, which only look like addresses.
pub(super) fn around(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let length = bytes[..at].iter().rev().take(LONGEST_LOCAL + 1).take_while(|byte| is_local(**byte)).count();
    if length == 0 || length > LONGEST_LOCAL {
        return None;
    }
    let mut start = at - length;
    if start > 0 && bytes[start - 1] == b'\\' {
        // The letter of an escape, as in `\nname@host`.
        start += 1;
    }
    start += bytes[start..at].iter().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
    let local = &bytes[start..at];
    let rest = &bytes[at + 1..bytes.len().min(at + 1 + LONGEST_DOMAIN)];
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')).count();
    let domain = rest[..length].trim_ascii_end();
    let domain = &domain[..domain.iter().rposition(|byte| byte.is_ascii_alphanumeric()).map_or(0, |last| last + 1)];
    let after = bytes.get(at + 1 + domain.len());
    if local.is_empty()
        || [&b"git"[..], b"hg", b"svn"].contains(&local)
        || after.is_some_and(|byte| matches!(byte, b'(' | b'_' | b'@' | b'[' | b'{' | b'='))
        || !is_domain(domain)
        || is_in_url(bytes, start)
    {
        return None;
    }
    Some((start, at + 1 + domain.len()))
}

const LONGEST_LOCAL: usize = 64;
const LONGEST_DOMAIN: usize = 254;

fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-')
}

fn is_domain(domain: &[u8]) -> bool {
    let domain = domain.to_ascii_lowercase();
    let labels: Vec<&[u8]> = domain.split(|byte| *byte == b'.').collect();
    let [.., second, top] = labels[..] else { return false };
    let proper = |label: &&[u8]| !label.is_empty() && label.len() <= 63 && label[0] != b'-' && !label.ends_with(b"-");
    let within = |list: &str, word: &[u8]| list.split_ascii_whitespace().any(|known| known.as_bytes() == word);
    labels.iter().all(proper)
        && (within(TOP_LEVEL, top) || within(COUNTRIES, top))
        && second != b"example"
        && !NOT_MAIL.iter().any(|(name, ending)| second == name.as_bytes() && top == ending.as_bytes())
}

/// Names of SSH algorithms are written like addresses.
const NOT_MAIL: &[(&str, &str)] = &[("openssh", "com"), ("libssh", "org"), ("domain", "com"), ("ssh", "com")];

/// Top-level domains of more than two letters that mail is sent to most.
const TOP_LEVEL: &str = "com org net edu gov mil int info biz name pro aero coop museum jobs mobi travel tel cat asia post xyz app dev \
    cloud online site tech store shop blog page email agency company digital solutions systems software network studio world \
    codes engineering consulting academy";

/// Top-level domains of countries, but for those that are names of files or members rather: `.py`, `.rs`, `.sh`, `.md`, `.so`, `.id`.
const COUNTRIES: &str = "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca \
    cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf \
    gg gh gi gl gm gn gp gq gr gt gu gw gy hk hm hn hr ht hu ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw \
    ky kz la lb lc li lk lr ls lt lu lv ly ma mc me mg mh mk mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no \
    np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw qa re ro ru rw sa sb sc sd se sg si sk sl sm sn sr ss st su sv sx sy \
    sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw";

/// Whether the local part is a user's name in a URL, or a path.
fn is_in_url(bytes: &[u8], start: usize) -> bool {
    if !bytes[..start].ends_with(b":") && !bytes[..start].ends_with(b"/") {
        return false;
    }
    let reach = bytes[..start].iter().rev().take(80).take_while(|byte| !byte.is_ascii_whitespace()).count();
    bytes[..start].ends_with(b"/") || memmem::find(&bytes[start - reach..start], b"://").is_some()
}
