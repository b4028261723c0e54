export type { Clock } from "../time.js";
export type { ItemResult } from "./batch.js";
export type { ErrorClass } from "./catalogue.js";
export { type ClientOverrides, OmaClient } from "./client.js";
export { clusters, type OmaConfig } from "./config.js";
export {
  type AttemptDetails,
  connectionRemedy,
  OmaApiError,
  OmaConfigError,
  OmaConnectionError,
  OmaCredentialsError,
  OmaDeadlineError,
  OmaError,
  type OmaErrorDetails,
  OmaHttpError,
  OmaNoAnswerError,
  OmaNotSentError,
  OmaOutcomeUnknownError,
  type ReadBack,
  systemCode,
} from "./errors/index.js";
export type { Counts } from "./events/counters.js";
export type { Listener, OmaEvent, WaitingFor } from "./events/event.js";
export type { LogFormat } from "./events/sinks.js";
export { defaultRetryPolicy, type RetryPolicy } from "./flow/retry.js";
export { type CheckedEndpoint, checkEndpoint, type EndpointFault, isLoopback } from "./http/endpoint.js";
export { type OmaResponse, rowsIn } from "./http/response.js";
export type { Moment } from "./http/server-clock.js";
export { authorities } from "./http/sockets.js";
export type { Transport } from "./http/transport.js";
export type { BatchName, MethodName, RequestOf, ResponseOf, RowOf, SearchName } from "./methods/index.js";
