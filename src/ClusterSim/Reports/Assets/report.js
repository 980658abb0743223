"use strict";
(() => {
  const root = document.documentElement;
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const maps = [];
  const redraw = () => maps.forEach(map => map.paint());

  const toggle = document.getElementById("theme");
  const name = () => { toggle.textContent = dark() ? "Light colours" : "Dark colours"; };
  toggle.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; name(); redraw(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { name(); redraw(); });
  name();

  const units = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400,
    172800, 432000, 864000, 1728000, 4320000, 8640000, 17280000, 43200000, 86400000];
  const round = value => String(Number(value.toPrecision(4)));
  const duration = seconds => {
    const [sign, size] = units.find(unit => seconds >= 2 * unit[1]) || units[3];
    return round(seconds / size) + " " + sign;
  };

  // The cells come as runs of equal percent: a length in groups of seven bits, lowest first, then the percent.
  const unpack = (text, count) => {
    const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    const cells = new Uint8Array(count);
    let at = 0;
    for (let i = 0; i < bytes.length;) {
      let length = 0, shift = 0;
      for (; bytes[i] & 128; i++, shift += 7) { length |= (bytes[i] & 127) << shift; }
      length |= bytes[i++] << shift;
      cells.fill(bytes[i++], at, at += length);
    }
    return cells;
  };

  const colours = () => {
    const style = getComputedStyle(root);
    const stops = [0, 1, 2, 3, 4].map(i => style.getPropertyValue("--h" + i).trim())
      .map(hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16)));
    return Array.from({ length: 101 }, (_, percent) => {
      const place = Math.min(percent / 25, 3.9999), low = Math.floor(place), share = place - low;
      return stops[low].map((from, i) => Math.round(from + (stops[low + 1][i] - from) * share));
    });
  };

  class OccupancyMap {
    constructor(figure) {
      const data = JSON.parse(figure.querySelector("script").textContent);
      Object.assign(this, { data, figure, shown: 0, cursor: null, pointers: new Map() });
      this.canvas = figure.querySelector("canvas");
      this.readout = figure.querySelector(".readout");
      this.cells = data.grids.map(grid => unpack(grid.cells, data.rows.length * data.columns));
      this.image = document.createElement("canvas");
      this.reset();
      this.listen();
      new ResizeObserver(() => this.paint()).observe(this.canvas);
    }

    reset() { this.view = { x: 0, y: 0, w: this.data.columns, h: this.data.rows.length }; }

    listen() {
      const choice = this.figure.querySelector("select");
      choice?.addEventListener("change", () => { this.shown = choice.selectedIndex; this.paint(); });
      for (const [action, run] of Object.entries({
        in: () => this.zoom(0.5), out: () => this.zoom(2), all: () => { this.reset(); this.draw(); } })) {
        this.figure.querySelector(`[data-do="${action}"]`).addEventListener("click", run);
      }
      this.canvas.addEventListener("wheel", event => {
        if (event.ctrlKey || event.metaKey) {
          event.preventDefault();
          this.zoom(event.deltaY < 0 ? 0.8 : 1.25, this.cellAt(event));
        }
      }, { passive: false });
      this.canvas.addEventListener("dblclick", event => this.zoom(0.5, this.cellAt(event)));
      this.canvas.addEventListener("pointerdown", event => { this.drag = event; this.canvas.setPointerCapture(event.pointerId); });
      this.canvas.addEventListener("pointerup", () => { this.drag = null; });
      this.canvas.addEventListener("pointerleave", () => { if (!this.drag) { this.readout.textContent = ""; } });
      this.canvas.addEventListener("pointermove", event => this.move(event));
      this.canvas.addEventListener("keydown", event => this.key(event));
    }

    move(event) {
      if (this.drag) {
        this.view.x -= (event.clientX - this.drag.clientX) / this.box.w * this.view.w;
        this.view.y -= (event.clientY - this.drag.clientY) / this.box.h * this.view.h;
        this.drag = event;
        this.clamp();
        this.draw();
      } else {
        this.tell(this.cellAt(event));
      }
    }

    key(event) {
      const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      const at = this.cursor || { x: Math.floor(this.view.x + this.view.w / 2), y: Math.floor(this.view.y + this.view.h / 2) };
      if (moves[event.key]) {
        const stride = event.shiftKey ? 10 : 1;
        this.cursor = {
          x: Math.max(0, Math.min(this.data.columns - 1, at.x + moves[event.key][0] * stride)),
          y: Math.max(0, Math.min(this.data.rows.length - 1, at.y + moves[event.key][1] * stride)) };
        this.follow();
      } else if (event.key === "+" || event.key === "=") { this.zoom(0.5, at); }
      else if (event.key === "-") { this.zoom(2, at); }
      else if (event.key === "0" || event.key === "Home") { this.reset(); }
      else if (event.key === "Escape") { this.cursor = null; }
      else { return; }
      event.preventDefault();
      this.draw();
      this.tell(this.cursor);
    }

    follow() {
      const view = this.view, at = this.cursor;
      if (at.x < view.x || at.x >= view.x + view.w) { view.x = at.x - view.w / 2; }
      if (at.y < view.y || at.y >= view.y + view.h) { view.y = at.y - view.h / 2; }
      this.clamp();
    }

    zoom(factor, about) {
      const view = this.view, at = about || { x: view.x + view.w / 2, y: view.y + view.h / 2 };
      const w = Math.min(this.data.columns, Math.max(8, view.w * factor));
      const h = Math.min(this.data.rows.length, Math.max(Math.min(4, this.data.rows.length), view.h * factor));
      view.x = at.x - (at.x - view.x) * w / view.w;
      view.y = at.y - (at.y - view.y) * h / view.h;
      Object.assign(view, { w, h });
      this.clamp();
      this.draw();
    }

    clamp() {
      const view = this.view;
      view.x = Math.max(0, Math.min(this.data.columns - view.w, view.x));
      view.y = Math.max(0, Math.min(this.data.rows.length - view.h, view.y));
    }

    cellAt(event) {
      const area = this.canvas.getBoundingClientRect(), box = this.box;
      const x = (event.clientX - area.left - box.x) / box.w, y = (event.clientY - area.top - box.y) / box.h;
      return x < 0 || y < 0 || x >= 1 || y >= 1 ? null
        : { x: Math.floor(this.view.x + x * this.view.w), y: Math.floor(this.view.y + y * this.view.h) };
    }

    tell(at) {
      if (!at) { this.readout.textContent = ""; return; }
      const data = this.data, width = data.end / data.columns;
      const percent = this.cells[this.shown][at.y * data.columns + at.x];
      this.readout.textContent = `${data.grids[this.shown].name}: ${data.rows[at.y]}, ${duration(at.x * width)} to `
        + `${duration((at.x + 1) * width)}: ${percent} % of the ${data.device} held`;
    }

    paint() {
      this.palette = colours().map(([red, green, blue]) => 0xff000000 | (blue << 16) | (green << 8) | red);
      this.canvas.setAttribute("aria-label", `${this.data.label}. Shown: ${this.data.grids[this.shown].name}.`);
      this.draw();
    }

    draw() {
      const scale = devicePixelRatio || 1, width = this.canvas.clientWidth, rows = this.data.rows.length;
      const plot = Math.round(Math.max(96, Math.min(520, rows * 14)));
      const height = plot + 46;
      if (this.canvas.width !== Math.round(width * scale) || this.canvas.height !== Math.round(height * scale)) {
        this.canvas.width = Math.round(width * scale);
        this.canvas.height = Math.round(height * scale);
        this.canvas.style.height = height + "px";
      }
      const context = this.canvas.getContext("2d"), style = getComputedStyle(root);
      context.setTransform(scale, 0, 0, scale, 0, 0);
      context.fillStyle = style.getPropertyValue("--paper");
      context.fillRect(0, 0, width, height);
      context.font = "12px system-ui, sans-serif";
      const margin = Math.min(width * 0.3, 10 + Math.max(...this.data.marks.map(mark => context.measureText(mark).width)));
      this.box = { x: margin, y: 6, w: width - margin - 12, h: plot };
      const { x, y, w, h } = this.box, view = this.view;
      this.shade(Math.round(w * scale), Math.round(h * scale));
      context.imageSmoothingEnabled = false;
      context.drawImage(this.image, x, y, w, h);
      context.strokeStyle = style.getPropertyValue("--soft");
      context.strokeRect(x - 0.5, y - 0.5, w + 1, h + 1);
      context.fillStyle = style.getPropertyValue("--ink");
      this.drawRows(context);
      this.drawTimes(context);
      if (this.cursor) {
        context.strokeStyle = style.getPropertyValue("--c1");
        context.lineWidth = 2;
        context.strokeRect(x + (this.cursor.x - view.x) * w / view.w - 1, y + (this.cursor.y - view.y) * h / view.h - 1,
          w / view.w + 2, h / view.h + 2);
        context.lineWidth = 1;
      }
    }

    // Pixels that stand for several cells show their mean; cells larger than a pixel keep sharp edges.
    shade(width, height) {
      const view = this.view, cells = this.cells[this.shown], columns = this.data.columns, rows = this.data.rows.length;
      this.image.width = width;
      this.image.height = height;
      const context = this.image.getContext("2d"), pixels = context.createImageData(width, height);
      const colours = new Uint32Array(pixels.data.buffer);
      const edges = (from, length, count, most) => Array.from({ length: count + 1 }, (_, i) => Math.min(most, Math.floor(from + length * i / count)));
      const left = edges(view.x, view.w, width, columns), top = edges(view.y, view.h, height, rows);
      for (let py = 0; py < height; py++) {
        const above = py > 0 && top[py] === top[py - 1] && top[py + 1] === top[py];
        if (above) { colours.copyWithin(py * width, (py - 1) * width, py * width); continue; }
        const lastRow = Math.min(rows, Math.max(top[py] + 1, top[py + 1]));
        for (let px = 0; px < width; px++) {
          const lastColumn = Math.min(columns, Math.max(left[px] + 1, left[px + 1]));
          let sum = 0;
          for (let row = top[py]; row < lastRow; row++) {
            for (let column = left[px]; column < lastColumn; column++) { sum += cells[row * columns + column]; }
          }
          const count = (lastRow - top[py]) * (lastColumn - left[px]);
          colours[py * width + px] = this.palette[count > 0 ? Math.round(sum / count) : 0];
        }
      }
      context.putImageData(pixels, 0, 0);
    }

    drawRows(context) {
      const { x, y, h } = this.box, view = this.view, size = h / view.h;
      const stride = Math.max(1, Math.ceil(14 / size));
      context.textAlign = "right";
      context.textBaseline = "middle";
      for (let row = Math.ceil(view.y / stride) * stride; row < view.y + view.h; row += stride) {
        const middle = y + (row - view.y + 0.5) * size;
        if (middle < y || middle > y + h) { continue; }
        let text = this.data.marks[row];
        while (text.length > 2 && context.measureText(text).width > x - 8) { text = text.slice(0, -2) + "…"; }
        context.fillText(text, x - 5, middle);
      }
    }

    drawTimes(context) {
      const { x, y, w, h } = this.box, view = this.view, width = this.data.end / this.data.columns;
      const from = view.x * width, to = (view.x + view.w) * width;
      const step = steps.find(size => (to - from) / size <= Math.max(3, w / 90)) || steps[steps.length - 1];
      const [sign, size] = units.find(unit => step >= unit[1]) || units[3];
      context.textAlign = "center";
      context.textBaseline = "top";
      for (let time = Math.ceil(from / step) * step; time <= to; time += step) {
        const at = x + (time - from) / (to - from) * w;
        context.fillRect(at, y + h, 1, 4);
        context.fillText(round(time / size), Math.min(at, x + w - 4), y + h + 6);
      }
      context.fillText(`time since the start of the trace (${sign})`, x + w / 2, y + h + 24);
    }
  }

  const addMaps = within => within.querySelectorAll("figure.occupancy").forEach(figure => maps.push(new OccupancyMap(figure)));
  addMaps(document);

  // Chapters on single runs of a large report come compressed and are unfolded on demand.
  const unfold = async section => {
    const bytes = Uint8Array.from(atob(section.querySelector("script").textContent), letter => letter.charCodeAt(0));
    const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    const chapter = document.createElement("div");
    chapter.innerHTML = text;
    section.replaceWith(chapter);
    addMaps(chapter);
    chapter.querySelector("h2").tabIndex = -1;
    chapter.querySelector("h2").focus();
  };
  document.querySelectorAll("section.folded").forEach(section =>
    section.querySelector("button").addEventListener("click", () => unfold(section)));
  // The style sheet prints in light colours; the picture has to follow before the page is laid out for paper.
  matchMedia("print").addEventListener("change", redraw);
  addEventListener("beforeprint", redraw);
  addEventListener("afterprint", redraw);
})();
