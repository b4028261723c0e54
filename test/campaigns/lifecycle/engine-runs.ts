import { EngineStack } from "./engine-stack.js";
import { startModelService } from "./handlers.js";
import type { History } from "./history.js";
import { lead, type Tally } from "./lead.js";

/** Leads the real engine through a history against a service of its own, at real time. */
export async function leadEngine(history: History, tally: Tally = new Map()): Promise<void> {
  const service = await startModelService();
  try {
    const stack = await EngineStack.create(service);
    try {
      await lead(history, stack, service, tally);
    } finally {
      stack.remove();
    }
  } finally {
    await service.close();
  }
}
