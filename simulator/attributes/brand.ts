import { attribute, attributeTable } from "./attribute.js";
import { address, flag, text } from "./forms.js";

/**
 * ASSUMED, all of it. No source names a single brand attribute (question 2); known are only the features: password
 * recovery by SMS, mail and challenge questions, Mailbox Admin, the reset notices and the look of the pages (KB). These
 * names stand in for them, so that a program can be tried out. Do not use them with the real service.
 */
export const BRAND = attributeTable("brand", [
  attribute("allow_app_passwords", flag, "assumed, error 45", { initial: true }),
  attribute("allow_disable_2fa", flag, "assumed, error 45", { initial: true }),
  attribute("allow_password_change", flag, "assumed, error 45", { initial: true }),
  attribute("allow_tokens", flag, "assumed, error 45", { initial: true }),
  attribute("mailbox_admin", flag, "assumed", { initial: false }),
  attribute("page_title", text({ max: 128 }), "assumed", { initial: "Webmail" }),
  attribute("recovery_challenge", flag, "assumed", { initial: false }),
  attribute("recovery_email", flag, "assumed", { initial: true }),
  attribute("recovery_sms", flag, "assumed", { initial: false }),
  attribute("reset_sender", address, "assumed"),
  attribute("reset_subject", text({ max: 256 }), "assumed", { initial: "Your password" }),
]);
