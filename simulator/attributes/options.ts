/** Values of metadata.options as the documented sample lists them (SEED-GC). */

export const LANGUAGES = ["el", "en", "es", "fr", "de", "it", "pt_BR", "nl", "da", "no", "sv"] as const;

export const PASSWORD_ENCODINGS = [
  "MD5",
  "SSHA224",
  "SSHA256",
  "SSHA384",
  "SSHA512",
  "BCRYPT-6",
  "BCRYPT-8",
  "BCRYPT-10",
  "BCRYPT-12",
] as const;

export const SPAM_LEVELS = ["Very High", "High", "Normal"] as const;

export const PASSWORD_STRENGTHS = ["weak", "medium", "good", "strong"] as const;

export const FILTER_DELIVERIES = ["quarantine", "passthrough"] as const;

export const SERVICES = [
  "service_imap4",
  "service_pop3",
  "service_smtpin",
  "service_smtprelay",
  "service_smtprelay_webmail",
  "service_webmail",
] as const;

export const SERVICE_STATES = ["enabled", "disabled", "suspended"] as const;

export const CONTACT_TYPES = ["business", "technical", "emergency", "abuse", "billing"] as const;

/** Least and greatest, in MB. */
export const QUOTA_RANGE: readonly [number, number] = [0, 15360];
export const QUOTA_MAXIMUM_RANGE: readonly [number, number] = [0, 1048576];

/** Bytes in one MB, as the one client that converts has it (question 37). */
export const MB = 1024 * 1024;

export const TIMEZONES = [
  "Pacific/Wake",
  "Pacific/Niue",
  "Pacific/Honolulu",
  "America/Anchorage",
  "America/Vancouver",
  "America/Edmonton",
  "America/Phoenix",
  "America/Chicago",
  "America/Mexico_City",
  "America/Guatemala",
  "America/Montreal",
  "America/Havana",
  "America/Lima",
  "America/Caracas",
  "America/Halifax",
  "America/Asuncion",
  "America/Santiago",
  "America/Puerto_Rico",
  "America/La_Paz",
  "America/St_Johns",
  "America/Sao_Paulo",
  "America/Montevideo",
  "America/Buenos_Aires",
  "Atlantic/South_Georgia",
  "America/Noronha",
  "Atlantic/Azores",
  "Atlantic/Cape_Verde",
  "Europe/London",
  "Africa/Casablanca",
  "Atlantic/Reykjavik",
  "Europe/Amsterdam",
  "Africa/Algiers",
  "Asia/Beirut",
  "Europe/Helsinki",
  "Europe/Minsk",
  "Europe/Istanbul",
  "Asia/Amman",
  "Asia/Damascus",
  "Asia/Jerusalem",
  "Africa/Cairo",
  "Africa/Johannesburg",
  "Europe/Moscow",
  "Asia/Baghdad",
  "Asia/Tehran",
  "Asia/Baku",
  "Asia/Dubai",
  "Indian/Mauritius",
  "Asia/Kabul",
  "Asia/Karachi",
  "Asia/Colombo",
  "Asia/Calcutta",
  "Asia/Kathmandu",
  "Asia/Dhaka",
  "Asia/Rangoon",
  "Asia/Bangkok",
  "Asia/Phnom_Penh",
  "Asia/Hong_Kong",
  "Australia/Perth",
  "Asia/Tokyo",
  "Australia/Adelaide",
  "Australia/Darwin",
  "Australia/Melbourne",
  "Australia/Brisbane",
  "Australia/Lord_Howe",
  "Pacific/Guadalcanal",
  "Pacific/Norfolk",
  "Pacific/Fiji",
  "Pacific/Auckland",
  "Asia/Anadyr",
  "Pacific/Chatham",
  "Pacific/Tongatapu",
  "Pacific/Kiritimati",
] as const;
