export { OmaApiError } from "./api-error.js";
export { OmaConfigError } from "./config-error.js";
export { OmaConnectionError } from "./connection-error.js";
export { OmaCredentialsError } from "./credentials-error.js";
export { OmaDeadlineError } from "./deadline-error.js";
export { OmaHttpError } from "./http-error.js";
export { OmaError, type OmaErrorDetails, type ReadBack, systemCode } from "./oma-error.js";
export { type AttemptDetails, OmaOutcomeUnknownError } from "./outcome-unknown-error.js";
