// Opens reports as a reader would and checks what that reader sees.
// Usage: node check.mjs [--screenshots FOLDER] REPORT.html...
import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const args = process.argv.slice(2);
const shots = args[0] === "--screenshots" ? args.splice(0, 2)[1] : null;
const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
  .find(path => path && existsSync(path));
if (!executablePath) {
  console.error("found no Chromium, expected /usr/bin/chromium or its path in CHROMIUM");
  process.exit(2);
}

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const faults = [];
let checks = 0;
const expect = (holds, fault) => { checks++; if (!holds) { faults.push(fault); } };

for (const file of args) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 1440]) {
      await check(resolve(file), colorScheme, width);
    }
  }
}

await browser.close();
faults.forEach(fault => console.error("FAULT " + fault));
console.log(`browser: ${checks} checks of ${args.length} reports, ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);

async function check(file, colorScheme, width) {
  const name = `${basename(dirname(file))}/${basename(file)} ${colorScheme} ${width} px`;
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const own = pathToFileURL(file).href;
  page.on("console", message => {
    // Reading pixels back is what this check does, not the report.
    if (["error", "warning"].includes(message.type()) && !message.text().includes("willReadFrequently")) {
      faults.push(`${name}: console: ${message.text()}`);
    }
  });
  page.on("pageerror", error => faults.push(`${name}: script: ${error.message}`));
  page.on("dialog", async dialog => { faults.push(`${name}: a dialog opened: ${dialog.message()}`); await dialog.dismiss(); });
  page.on("request", request => { if (request.url().split("#")[0] !== own) { faults.push(`${name}: asked for ${request.url()}`); } });
  await page.goto(own);
  await page.waitForTimeout(100);
  if (shots) {
    const stem = `${basename(dirname(file))}-${colorScheme}-${width}`;
    await page.screenshot({ path: join(shots, stem + ".png"), fullPage: true });
  }

  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: the page scrolls sideways`);
  expect(await page.evaluate(() => window.injected === undefined), `${name}: a name of the trace ran as a script`);
  expect(await page.locator("h1").count() === 1, `${name}: not exactly one h1`);
  expect(await page.locator("section#answer p.key").count() > 0, `${name}: no answer`);
  await checkPictures(page, name);
  await checkContrast(page, name);
  await checkTheme(page, name);
  if (await page.locator("figure.occupancy canvas").count() > 0) {
    await checkOccupancy(page, name);
  }

  if (colorScheme === "dark" && width === 1440) {
    const pdf = await page.pdf({ format: "A4", path: shots ? join(shots, basename(dirname(file)) + ".pdf") : undefined });
    expect(pdf.length > 20_000 && pdf.subarray(0, 5).toString() === "%PDF-", `${name}: does not print`);
  }

  await page.close();
}

async function checkPictures(page, name) {
  const pictures = await page.evaluate(() => [...document.querySelectorAll("svg:not([aria-hidden=true])")].map(svg => ({
    named: (svg.querySelector("title")?.textContent ?? svg.getAttribute("aria-label") ?? "").trim().length > 0,
    shown: svg.getBoundingClientRect().width > 0,
    bad: /NaN|Infinity|undefined/.test(svg.outerHTML),
    table: !!svg.closest("figure")?.querySelector("details table"),
  })));
  expect(pictures.every(picture => picture.named), `${name}: a picture without a name`);
  expect(pictures.every(picture => !picture.bad), `${name}: a picture with impossible coordinates`);
  expect(pictures.every(picture => picture.table), `${name}: a chart without its table`);
  expect(pictures.length === 0 || pictures.some(picture => picture.shown), `${name}: no chart is shown`);
  const overlaps = await page.evaluate(() => {
    const found = [];
    for (const svg of document.querySelectorAll("svg.wide, svg.narrow")) {
      const boxes = [...svg.querySelectorAll("text.tick, text.name, text.direct")].map(text => [text.textContent, text.getBoundingClientRect()]);
      for (let i = 0; i < boxes.length; i++) {
        for (let k = i + 1; k < boxes.length; k++) {
          const [a, b] = [boxes[i][1], boxes[k][1]];
          if (a.width > 0 && a.left + 1 < b.right && b.left + 1 < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom) {
            found.push(`${svg.id || svg.querySelector("title").textContent}: "${boxes[i][0]}" and "${boxes[k][0]}"`);
          }
        }
      }
    }
    return found;
  });
  expect(overlaps.length === 0, `${name}: labels overlap: ${overlaps.slice(0, 3).join("; ")}`);
}

// WCAG 2.2: 4.5 to 1 for text, 3 to 1 for lines and bars.
async function checkContrast(page, name) {
  const ratios = await page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    const light = colour => {
      const parts = [1, 3, 5].map(i => parseInt(colour.slice(i, i + 2), 16) / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    };
    const ratio = (a, b) => {
      const [high, low] = [light(style.getPropertyValue(a).trim()), light(style.getPropertyValue(b).trim())].sort((x, y) => y - x);
      return (high + 0.05) / (low + 0.05);
    };
    return ["--paper", "--panel"].flatMap(back => [
      ...["--ink", "--soft", "--link", "--c0", "--c1", "--c2", "--c3", "--c4", "--c5", "--c6", "--c7"].map(ink => [ink, back, ratio(ink, back), 4.5]),
    ]);
  });
  for (const [ink, back, ratio, least] of ratios) {
    expect(ratio >= least, `${name}: contrast of ${ink} on ${back} is ${ratio.toFixed(2)}`);
  }
}

async function checkTheme(page, name) {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await paper();
  await page.locator("#theme").click();
  expect(await paper() !== before, `${name}: the button does not change the colours`);
  await page.locator("#theme").click();
  expect(await paper() === before, `${name}: the button does not change the colours back`);
}

async function checkOccupancy(page, name) {
  const canvas = page.locator("figure.occupancy canvas").first();
  await canvas.scrollIntoViewIfNeeded();
  const look = () => canvas.evaluate(element => {
    const pixels = element.getContext("2d").getImageData(0, 0, element.width, element.height).data;
    const colours = new Set();
    let sum = 0;
    for (let i = 0; i < pixels.length; i += 4) {
      colours.add((pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]);
      sum = (sum * 31 + pixels[i] + pixels[i + 1] * 3 + pixels[i + 2] * 7) % 1000000007;
    }
    return { colours: colours.size, sum };
  });
  const all = await look();
  expect(all.colours > 3, `${name}: the picture of the nodes is blank`);
  expect(await canvas.getAttribute("aria-label") !== "", `${name}: the picture of the nodes has no name`);
  await page.locator("figure.occupancy [data-do=in]").first().click();
  expect((await look()).sum !== all.sum, `${name}: zooming in changes nothing`);
  await page.locator("figure.occupancy [data-do=all]").first().click();
  expect((await look()).sum === all.sum, `${name}: showing all does not bring the first picture back`);
  const box = await canvas.boundingBox();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 30);
  const readout = page.locator("figure.occupancy .readout").first();
  expect(/\d % of the (GPUs|cores) held/.test(await readout.textContent()), `${name}: the pointer tells nothing`);
  await canvas.focus();
  await page.keyboard.press("ArrowRight");
  expect(/% of the/.test(await readout.textContent()), `${name}: the keyboard tells nothing`);
  await page.keyboard.press("+");
  expect((await look()).sum !== all.sum, `${name}: the keyboard does not zoom`);
  const duration = await canvas.evaluate(async element => {
    const start = performance.now();
    for (let i = 0; i < 20; i++) {
      element.dispatchEvent(new KeyboardEvent("keydown", { key: i % 2 ? "-" : "+" }));
      element.getContext("2d").getImageData(0, 0, 1, 1);
    }
    return (performance.now() - start) / 20;
  });
  expect(duration < 100, `${name}: a step of zooming takes ${duration.toFixed(0)} ms`);
}
