import { startSimulator } from "oma-simulator";

const service = await startSimulator();
const response = await fetch(`${service.url}/get_company`, {
  method: "POST",
  body: JSON.stringify({ credentials: service.admin, company: "Lakeside Demo Mail" }),
});
console.log(response.status, (await response.json()).success, service.requests.entries()[0].method);
await service.close();
