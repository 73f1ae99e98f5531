//! Tokens that their prefix gives away, as a table: what providers publish about the shapes of what they issue.

use super::SecretKind::{self, *};

/// How the tokens of one provider are written.
pub(super) struct Shape {
    pub kind: SecretKind,
    /// One of these stands in the token, in this case.
    pub anchors: &'static [&'static str],
    /// Bytes of the token before the anchor.
    pub lead: usize,
    /// The token from its start. Its first group, if it has one, is the secret part; else all is. Only ASCII; every unbounded
    /// repetition is of characters that may not stand before a token, so that a text is not read again and again.
    pub pattern: &'static str,
}

const fn shape(kind: SecretKind, anchors: &'static [&'static str], pattern: &'static str) -> Shape {
    Shape { kind, anchors, lead: 0, pattern }
}

pub(super) static SHAPES: &[Shape] = &[
    shape(AwsAccessKey, &["AKIA", "ASIA", "ABIA", "ACCA"], "A[A-Z]{3}[A-Z2-7]{16}"),
    shape(GithubToken, &["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], "gh[pousr]_[A-Za-z0-9]{36,251}"),
    shape(GithubToken, &["github_pat_"], "github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
    shape(
        GitlabToken,
        &["glpat-", "gldt-", "glrt-", "glptt-", "glft-", "glsoat-", "glcbt-", "glagent-"],
        r"gl[a-z]{2,5}-[A-Za-z0-9_-]{20,100}(?:\.[0-9a-z]{2}\.[0-9a-z]{9})?",
    ),
    shape(
        SlackToken,
        &["xoxa-", "xoxb-", "xoxc-", "xoxd-", "xoxe-", "xoxo-", "xoxp-", "xoxr-", "xoxs-", "xapp-"],
        "(?:xox[a-es]|xox[opr]|xapp)-[A-Za-z0-9]{1,20}-[A-Za-z0-9-]{15,250}",
    ),
    shape(
        SlackToken,
        &["hooks.slack.com/services/"],
        r"hooks\.slack\.com/services/(T[A-Z0-9]{8,12}/B[A-Z0-9]{8,12}/[A-Za-z0-9]{20,32})",
    ),
    shape(StripeKey, &["sk_live_", "sk_test_", "rk_live_", "rk_test_"], "[sr]k_(?:live|test)_[A-Za-z0-9]{20,247}"),
    shape(StripeKey, &["whsec_"], "whsec_[A-Za-z0-9+/]{32,88}={0,2}"),
    shape(GoogleKey, &["AIza"], "AIza[0-9A-Za-z_-]{35}"),
    shape(GoogleKey, &["GOCSPX-"], "GOCSPX-[0-9A-Za-z_-]{28}"),
    shape(GoogleKey, &["ya29."], r"ya29\.[0-9A-Za-z_-]{40,}"),
    shape(AnthropicKey, &["sk-ant-"], "sk-ant-[a-z0-9]{3,12}-[A-Za-z0-9_-]{80,120}"),
    shape(
        OpenaiKey,
        &["sk-"],
        "sk-(?:(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,200}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}|[A-Za-z0-9]{48})",
    ),
    shape(HuggingfaceToken, &["hf_"], "hf_[A-Za-z0-9]{34}"),
    shape(NpmToken, &["npm_"], "npm_[A-Za-z0-9]{36}"),
    shape(PypiToken, &["pypi-AgE"], "pypi-AgE[A-Za-z0-9_-]{50,}"),
    shape(SendgridKey, &["SG."], r"SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
    shape(TwilioKey, &["SK"], "SK[0-9a-f]{32}"),
    shape(
        AzureKey,
        &["AccountKey=", "SharedAccessKey="],
        "(?:AccountKey|SharedAccessKey)=([A-Za-z0-9+/]{42,86}={1,2})",
    ),
    Shape { kind: AzureKey, anchors: &["8Q~"], lead: 3, pattern: "[A-Za-z0-9_~.-]{3}8Q~[A-Za-z0-9_~.-]{31,34}" },
    shape(Jwt, &["eyJ"], r"eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}"),
    // Age, crates.io, Databricks, DigitalOcean, Discord, Docker, Grafana, Groq, Linear, Mailgun, New Relic, Perplexity, Postman,
    // Replicate, RubyGems, Shopify, Square, Vault.
    shape(ServiceToken, &["AGE-SECRET-KEY-1"], "AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}"),
    shape(ServiceToken, &["cio"], "cio[A-Za-z0-9]{32}"),
    shape(ServiceToken, &["dapi"], "dapi[0-9a-f]{32}(?:-[0-9])?"),
    shape(ServiceToken, &["dop_v1_", "doo_v1_", "dor_v1_"], "do[opr]_v1_[0-9a-f]{64}"),
    shape(
        ServiceToken,
        &["discord.com/api/webhooks/", "discordapp.com/api/webhooks/"],
        r"discord(?:app)?\.com/api/webhooks/([0-9]{17,20}/[A-Za-z0-9_-]{60,70})",
    ),
    shape(ServiceToken, &["dckr_pat_"], "dckr_pat_[A-Za-z0-9_-]{27,36}"),
    shape(ServiceToken, &["glsa_"], "glsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}"),
    shape(ServiceToken, &["gsk_"], "gsk_[A-Za-z0-9]{52}"),
    shape(ServiceToken, &["lin_api_"], "lin_api_[A-Za-z0-9]{40}"),
    shape(ServiceToken, &["key-"], "key-[0-9a-f]{32}"),
    shape(ServiceToken, &["NRAK-"], "NRAK-[A-Z0-9]{27}"),
    shape(ServiceToken, &["pplx-"], "pplx-[A-Za-z0-9]{48}"),
    shape(ServiceToken, &["PMAK-"], "PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
    shape(ServiceToken, &["r8_"], "r8_[A-Za-z0-9]{37}"),
    shape(ServiceToken, &["rubygems_"], "rubygems_[0-9a-f]{48}"),
    shape(ServiceToken, &["shpat_", "shpca_", "shppa_", "shpss_"], "shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"),
    shape(ServiceToken, &["sq0atp-", "sq0csp-"], "sq0(?:atp|csp)-[0-9A-Za-z_-]{22,43}"),
    shape(ServiceToken, &["hvs."], r"hvs\.[A-Za-z0-9_-]{90,120}"),
];
