//! What kinds of secrets there are.

use std::fmt;

/// What a [`Secret`](super::Secret) is. In the order of how much a kind says: where two overlap, the earlier stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SecretKind {
    /// A private key in a PEM or PGP block, from `-----BEGIN` to the end of `-----END …-----`.
    PrivateKey,
    /// `AKIA…`: the public half, which names an account.
    AwsAccessKey,
    /// The forty characters that go with it; known by the name they are assigned to.
    AwsSecretKey,
    /// `ghp_…`, `github_pat_…`.
    GithubToken,
    /// `glpat-…`.
    GitlabToken,
    /// `xoxb-…`, `xapp-…`, and the address of a webhook.
    SlackToken,
    /// `sk_live_…`, `sk_test_…`, `whsec_…`.
    StripeKey,
    /// `AIza…`, `GOCSPX-…`, `ya29.…`.
    GoogleKey,
    /// `sk-ant-…`.
    AnthropicKey,
    /// `sk-…`, `sk-proj-…`.
    OpenaiKey,
    /// `hf_…`.
    HuggingfaceToken,
    /// `npm_…`.
    NpmToken,
    /// `pypi-…`.
    PypiToken,
    /// `SG.….…`.
    SendgridKey,
    /// `SK` and 32 hexadecimal digits.
    TwilioKey,
    /// The key of a storage account or service bus, or an application's secret.
    AzureKey,
    /// A token of one of the other services whose prefix is published.
    ServiceToken,
    /// A signed JSON web token.
    Jwt,
    /// The password in the URL of a database.
    DatabasePassword,
    /// The password in another URL.
    UrlPassword,
    /// A literal assigned to a name such as `password`.
    Password,
    /// A literal assigned to a name such as `token`, `secret` or `api_key`.
    Token,
    /// An address for mail, but for domains that exist for documentation (`example.com`, `.test`, …).
    Email,
    /// A public IPv4 address of a host.
    Ipv4,
    /// A public IPv6 address of a host.
    Ipv6,
}

impl SecretKind {
    /// Every kind, in order.
    pub const ALL: &'static [SecretKind] = &[
        SecretKind::PrivateKey,
        SecretKind::AwsAccessKey,
        SecretKind::AwsSecretKey,
        SecretKind::GithubToken,
        SecretKind::GitlabToken,
        SecretKind::SlackToken,
        SecretKind::StripeKey,
        SecretKind::GoogleKey,
        SecretKind::AnthropicKey,
        SecretKind::OpenaiKey,
        SecretKind::HuggingfaceToken,
        SecretKind::NpmToken,
        SecretKind::PypiToken,
        SecretKind::SendgridKey,
        SecretKind::TwilioKey,
        SecretKind::AzureKey,
        SecretKind::ServiceToken,
        SecretKind::Jwt,
        SecretKind::DatabasePassword,
        SecretKind::UrlPassword,
        SecretKind::Password,
        SecretKind::Token,
        SecretKind::Email,
        SecretKind::Ipv4,
        SecretKind::Ipv6,
    ];

    /// The name used in tables and recipes: lower case with hyphens, stable.
    pub fn name(self) -> &'static str {
        match self {
            SecretKind::PrivateKey => "private-key",
            SecretKind::AwsAccessKey => "aws-access-key",
            SecretKind::AwsSecretKey => "aws-secret-key",
            SecretKind::GithubToken => "github-token",
            SecretKind::GitlabToken => "gitlab-token",
            SecretKind::SlackToken => "slack-token",
            SecretKind::StripeKey => "stripe-key",
            SecretKind::GoogleKey => "google-key",
            SecretKind::AnthropicKey => "anthropic-key",
            SecretKind::OpenaiKey => "openai-key",
            SecretKind::HuggingfaceToken => "huggingface-token",
            SecretKind::NpmToken => "npm-token",
            SecretKind::PypiToken => "pypi-token",
            SecretKind::SendgridKey => "sendgrid-key",
            SecretKind::TwilioKey => "twilio-key",
            SecretKind::AzureKey => "azure-key",
            SecretKind::ServiceToken => "service-token",
            SecretKind::Jwt => "jwt",
            SecretKind::DatabasePassword => "database-password",
            SecretKind::UrlPassword => "url-password",
            SecretKind::Password => "password",
            SecretKind::Token => "token",
            SecretKind::Email => "email",
            SecretKind::Ipv4 => "ipv4",
            SecretKind::Ipv6 => "ipv6",
        }
    }

    /// Whether it says something about a person and opens nothing: worth masking rather than dropping a document for.
    pub fn is_pii(self) -> bool {
        matches!(self, SecretKind::Email | SecretKind::Ipv4 | SecretKind::Ipv6)
    }
}

impl fmt::Display for SecretKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_has_every_kind_in_order_and_names_differ() {
        assert!(SecretKind::ALL.iter().enumerate().all(|(index, kind)| *kind as usize == index));
        let names: std::collections::BTreeSet<_> = SecretKind::ALL.iter().map(|kind| kind.name()).collect();
        assert_eq!(names.len(), SecretKind::Ipv6 as usize + 1);
    }
}
