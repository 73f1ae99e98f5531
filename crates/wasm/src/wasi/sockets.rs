//! `wasi:sockets`: all refused. What needs a socket can never be called, since there is none.

use wasmtime::component::{ComponentType, Lift, Lower, Resource, ResourceType};

use super::{CALL, Context, Interfaces, charge};

/// The network, of which there is only the name.
struct Network;

/// A socket, or a stream of addresses; there is none.
enum Nothing {}

/// `wasi:sockets/network.error-code`.
#[derive(ComponentType, Lift, Lower, Clone, Copy)]
#[component(enum)]
#[repr(u8)]
#[expect(dead_code, reason = "the guest knows them all; one is ever said")]
enum ErrorCode {
    #[component(name = "unknown")]
    Unknown,
    #[component(name = "access-denied")]
    AccessDenied,
    #[component(name = "not-supported")]
    NotSupported,
    #[component(name = "invalid-argument")]
    InvalidArgument,
    #[component(name = "out-of-memory")]
    OutOfMemory,
    #[component(name = "timeout")]
    Timeout,
    #[component(name = "concurrency-conflict")]
    ConcurrencyConflict,
    #[component(name = "not-in-progress")]
    NotInProgress,
    #[component(name = "would-block")]
    WouldBlock,
    #[component(name = "invalid-state")]
    InvalidState,
    #[component(name = "new-socket-limit")]
    NewSocketLimit,
    #[component(name = "address-not-bindable")]
    AddressNotBindable,
    #[component(name = "address-in-use")]
    AddressInUse,
    #[component(name = "remote-unreachable")]
    RemoteUnreachable,
    #[component(name = "connection-refused")]
    ConnectionRefused,
    #[component(name = "connection-reset")]
    ConnectionReset,
    #[component(name = "connection-aborted")]
    ConnectionAborted,
    #[component(name = "datagram-too-large")]
    DatagramTooLarge,
    #[component(name = "name-unresolvable")]
    NameUnresolvable,
    #[component(name = "temporary-resolver-failure")]
    TemporaryResolverFailure,
    #[component(name = "permanent-resolver-failure")]
    PermanentResolverFailure,
}

/// `wasi:sockets/network.ip-address-family`.
#[derive(ComponentType, Lift, Lower, Clone, Copy)]
#[component(enum)]
#[repr(u8)]
#[expect(dead_code, reason = "the guest names one; it makes no difference")]
enum Family {
    #[component(name = "ipv4")]
    V4,
    #[component(name = "ipv6")]
    V6,
}

type Refused = wasmtime::Result<(Result<Resource<Nothing>, ErrorCode>,)>;

pub fn define(wasi: &mut Interfaces<'_>) -> wasmtime::Result<()> {
    let mut network = wasi.instance("sockets/network")?;
    network.resource("network", ResourceType::host::<Network>(), |mut context, handle| {
        context.data_mut().table.delete(Resource::<Network>::new_own(handle))?;
        Ok(())
    })?;
    let mut instance = wasi.instance("sockets/instance-network")?;
    instance.func_wrap("instance-network", |mut context: Context<'_>, (): ()| {
        charge(&mut context, CALL)?;
        Ok((context.data_mut().table.push(Network)?,))
    })?;
    for kind in ["tcp", "udp"] {
        let mut sockets = wasi.instance(&format!("sockets/{kind}"))?;
        sockets.resource(&format!("{kind}-socket"), ResourceType::host::<Nothing>(), |_, _| Ok(()))?;
        let mut create = wasi.instance(&format!("sockets/{kind}-create-socket"))?;
        create.func_wrap(&format!("create-{kind}-socket"), |mut context: Context<'_>, (_,): (Family,)| -> Refused {
            charge(&mut context, CALL)?;
            Ok((Err(ErrorCode::AccessDenied),))
        })?;
    }
    let mut udp = wasi.instance("sockets/udp")?;
    for stream in ["incoming-datagram-stream", "outgoing-datagram-stream"] {
        udp.resource(stream, ResourceType::host::<Nothing>(), |_, _| Ok(()))?;
    }
    let mut lookup = wasi.instance("sockets/ip-name-lookup")?;
    lookup.resource("resolve-address-stream", ResourceType::host::<Nothing>(), |_, _| Ok(()))?;
    lookup.func_wrap("resolve-addresses", |mut context: Context<'_>, (_, _): (Resource<Network>, String)| -> Refused {
        charge(&mut context, CALL)?;
        Ok((Err(ErrorCode::AccessDenied),))
    })
}
