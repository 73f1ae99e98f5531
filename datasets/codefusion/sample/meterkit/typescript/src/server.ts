import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Registry } from "./registry";

interface Options {
  port: number;
  path?: string;
}

export function serve(registry: Registry, { port, path = "/metrics" }: Options): Promise<() => Promise<void>> {
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url !== path) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader("Content-Type", "text/plain; charset=utf-8");
    response.end(registry.toString());
  };
  const server = createServer(answer);
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => resolve(() => new Promise((done) => server.close(() => done()))));
  });
}

export function timed<T>(registry: Registry, name: string, work: () => T): T {
  const start = performance.now();
  try {
    return work();
  } finally {
    const spent = performance.now() - start;
    registry.register(`${name}_ms`, () => spent);
  }
}
