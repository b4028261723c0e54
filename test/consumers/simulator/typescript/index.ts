import { type Answer, type LogEntry, type Simulator, startSimulator } from "oma-simulator";

async function main(): Promise<void> {
  const service: Simulator = await startSimulator();
  const response = await fetch(`${service.url}/get_company`, {
    method: "POST",
    body: JSON.stringify({ credentials: service.admin, company: "Lakeside Demo Mail" }),
  });
  const answer = (await response.json()) as Answer;
  const [received]: LogEntry[] = service.requests.entries();
  console.log(response.status, answer.success, received?.method);
  await service.close();
}

void main();
