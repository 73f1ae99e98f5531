//! From a URL and the environment to a store of objects; the requests that leave for it are counted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use async_trait::async_trait;
use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey};
use object_store::azure::{AzureConfigKey, MicrosoftAzureBuilder};
use object_store::client::{
    ClientConfigKey, HttpClient, HttpConnector, HttpError, HttpRequest, HttpResponse, HttpService, ReqwestConnector,
};
use object_store::gcp::{GoogleCloudStorageBuilder, GoogleConfigKey};
use object_store::http::HttpBuilder;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, RetryConfig};

/// Requests that were sent, tries of one question counted each.
pub(crate) type Sent = Arc<AtomicU64>;

/// How long one request for a file may take: its reader gives up when nothing comes, not when it is long.
pub(crate) const LONG: Option<&str> = Some("1day");

/// A bucket's objects under a prefix: `s3://bucket/prefix`, `gs://…` or `az://container/prefix`, with what else is
/// needed from the environment (`AWS_*`, `GOOGLE_*`, `AZURE_*`), and another timeout of a request if one is given.
///
/// # Errors
/// What is wrong with the URL or the environment, and the way out.
pub(crate) fn bucket(
    url: &str,
    patience: Duration,
    timeout: Option<&str>,
    sent: &Sent,
) -> Result<Arc<dyn ObjectStore>, String> {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    if bucket.is_empty() {
        return Err(format!("no bucket; expected {scheme}://bucket/prefix"));
    }
    let prefix = Path::parse(prefix.trim_matches('/')).map_err(|error| format!("the prefix: {error}"))?;
    match scheme {
        "s3" => Ok(Arc::new(PrefixStore::new(s3(bucket, patience, timeout, sent)?, prefix))),
        "gs" => {
            let mut builder =
                GoogleCloudStorageBuilder::from_env().with_bucket_name(bucket).with_retry(retry(patience));
            if let Some(timeout) = timeout {
                builder = builder.with_config(GoogleConfigKey::Client(ClientConfigKey::Timeout), timeout);
            }
            let store = builder.with_http_connector(Counting(Arc::clone(sent))).build();
            let hint = "set GOOGLE_SERVICE_ACCOUNT (or GOOGLE_APPLICATION_CREDENTIALS) to a key file";
            Ok(Arc::new(PrefixStore::new(store.map_err(|error| format!("{error}; {hint}"))?, prefix)))
        }
        "az" => {
            let mut builder = MicrosoftAzureBuilder::from_env().with_container_name(bucket).with_retry(retry(patience));
            if let Some(timeout) = timeout {
                builder = builder.with_config(AzureConfigKey::Client(ClientConfigKey::Timeout), timeout);
            }
            let store = builder.with_http_connector(Counting(Arc::clone(sent))).build();
            let hint = "set AZURE_STORAGE_ACCOUNT_NAME, and AZURE_STORAGE_ACCOUNT_KEY or another credential";
            Ok(Arc::new(PrefixStore::new(store.map_err(|error| format!("{error}; {hint}"))?, prefix)))
        }
        _ => Err(format!("`{scheme}://` is no store; give a folder, file://, s3://, gs:// or az://")),
    }
}

fn s3(bucket: &str, patience: Duration, timeout: Option<&str>, sent: &Sent) -> Result<AmazonS3, String> {
    let mut builder = AmazonS3Builder::from_env().with_bucket_name(bucket).with_retry(retry(patience));
    if let Some(timeout) = timeout {
        builder = builder.with_config(AmazonS3ConfigKey::Client(ClientConfigKey::Timeout), timeout);
    }
    let set = |key| builder.get_config_value(&key);
    let endpoint = set(AmazonS3ConfigKey::S3Endpoint).or_else(|| set(AmazonS3ConfigKey::Endpoint));
    if let Some(endpoint) = endpoint.filter(|endpoint| endpoint.starts_with("http://")) {
        let allowed = set(AmazonS3ConfigKey::Client(ClientConfigKey::AllowHttp));
        if is_loopback(&endpoint) {
            builder = builder.with_allow_http(true);
        } else if allowed.is_none_or(|allowed| allowed != "true") {
            return Err(format!(
                "the endpoint `{endpoint}` is plain http on another machine; give an https:// endpoint, or set \
                 AWS_ALLOW_HTTP=true where the network may read along"
            ));
        }
    }
    let store = builder.with_http_connector(Counting(Arc::clone(sent))).build();
    store.map_err(|error| format!("{error}; set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION"))
}

/// What a web server gives under `origin`, e.g. `https://host:port/?query`. Requests may take as long as they like;
/// whoever reads gives up when nothing comes.
pub(crate) fn web(origin: &str, patience: Duration) -> Result<Arc<dyn ObjectStore>, String> {
    if origin.starts_with("http://") && !is_loopback(origin) {
        return Err("plain http can be changed on its way; give an https:// URL".to_owned());
    }
    let options = ClientOptions::new().with_timeout_disabled().with_allow_http(origin.starts_with("http://"));
    let builder = HttpBuilder::new().with_url(origin).with_client_options(options).with_retry(retry(patience));
    Ok(Arc::new(builder.build().map_err(|error| error.to_string())?))
}

fn retry(patience: Duration) -> RetryConfig {
    // A pause counts towards the patience of whoever asked, so none may be long beside it.
    let max_backoff = Duration::from_secs(10).min(patience / 8);
    let init_backoff = Duration::from_millis(100).min(max_backoff);
    RetryConfig {
        backoff: BackoffConfig { init_backoff, max_backoff, base: 3.0 },
        max_retries: 8,
        // Whoever asked gives up after twice that, and then knows what was said.
        retry_timeout: patience / 2,
    }
}

/// Whether a URL names this machine.
fn is_loopback(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Connects as usual, and counts what is sent.
#[derive(Debug)]
struct Counting(Sent);

impl HttpConnector for Counting {
    fn connect(&self, options: &ClientOptions) -> object_store::Result<HttpClient> {
        let client = ReqwestConnector::default().connect(options)?;
        Ok(HttpClient::new(Counted { client, sent: Arc::clone(&self.0) }))
    }
}

#[derive(Debug)]
struct Counted {
    client: HttpClient,
    sent: Sent,
}

#[async_trait]
impl HttpService for Counted {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        self.sent.fetch_add(1, Relaxed);
        self.client.execute(request).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_known_by_its_names() {
        let check = |url: &str, want: bool| assert_eq!(is_loopback(url), want, "{url}");
        check("http://127.0.0.1:5000", true);
        check("http://127.1.2.3/x", true);
        check("http://localhost", true);
        check("http://[::1]:9000/", true);
        check("http://10.0.0.1:5000", false);
        check("http://127.0.0.1.example.org", false);
        check("http://localhost.example.org", false);
        check("http://user@127.0.0.1/", false);
    }
}
