// How each kind of thing in a chat looks.
import { base, clockTime, dayOf, h, icon } from "./dom.js";

const GAP = 5 * 60 * 1000;

/** Nodes for one bubble, with a time stamp when some minutes have passed since the one before. */
export function draw(bubble, before, phone, now) {
  const nodes = [];
  if (!before || new Date(bubble.at) - new Date(before.at) > GAP) {
    const today = dayOf(bubble.at) === dayOf(now);
    nodes.push(h("p", { class: "stamp" }, today ? clockTime(bubble.at) : `${dayOf(bubble.at)} ${clockTime(bubble.at)}`));
  }
  if (bubble.side === "system" || bubble.side === "error") {
    nodes.push(h("p", { class: bubble.side === "error" ? "note error" : "note" }, bubble.text));
  } else if (bubble.kind === "sms") {
    nodes.push(h("article", { class: "letter" }, h("h4", {}, "短信"), h("p", {}, bubble.text)));
  } else if (bubble.kind === "card") {
    nodes.push(card(bubble, phone));
  } else if (bubble.kind === "news") {
    nodes.push(news(bubble, phone));
  } else {
    nodes.push(turn(bubble, phone));
    if (bubble.kind === "voice" && bubble.transcript) nodes.push(h("p", { class: "heard" }, bubble.transcript));
  }
  return nodes;
}

export function face(words, tone = "") {
  return h("span", { class: `face ${tone}`, "aria-hidden": "true" }, words);
}

export const toneOf = (openid) => `a${[...openid].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6}`;

function turn(bubble, phone) {
  const mine = bubble.side === "me";
  const who = mine ? face(phone.name.slice(0, 1), toneOf(phone.openid)) : face(phone.accountLetter);
  return h("div", { class: mine ? "turn me" : "turn" }, who, inside(bubble, phone));
}

function inside(bubble, phone) {
  const media = bubble.media_id ? `${base}media/${bubble.media_id}` : "";
  switch (bubble.kind) {
    case "text":
      return h("div", { class: "bubble" }, bubble.parts.map((part) => words(part, phone)));
    case "menu":
      return h("div", { class: "bubble" }, bubble.text,
        h("div", { class: "items" }, bubble.items.map((item) => tap(item.text, () => phone.says(item.text, item.id)))), bubble.tail);
    case "image":
      return h("div", { class: "bubble bare" }, h("img", { src: media, alt: "图片", loading: "lazy" }));
    case "video":
    case "shortvideo":
      if (bubble.side === "account") return h("div", { class: "bubble bare" }, h("video", { src: media, controls: "", preload: "metadata", width: 240 }));
      return h("div", { class: "bubble bare video" }, h("img", { src: bubble.thumb ? `${base}media/${bubble.thumb}` : `${base}static/pictures/house.svg`, alt: "视频", width: 120, height: 90 }));
    case "voice":
      if (bubble.side === "account") return h("div", { class: "bubble bare" }, h("audio", { src: media, controls: "", preload: "none", "aria-label": "语音" }));
      return h("div", { class: `bubble voice l${Math.min(4, 1 + Math.floor((bubble.seconds || 2) / 5))}` }, icon("voice"), `${bubble.seconds || 2}"`);
    case "location":
      return h("div", { class: "bubble bare" }, h("div", { class: "thing" },
        h("div", { class: "head" }, h("strong", {}, bubble.text || "位置"), h("small", {}, `${bubble.latitude}, ${bubble.longitude}`)), h("div", { class: "map" })));
    case "link":
    case "music":
      return h("div", { class: "bubble bare" }, h("button", { type: "button", class: "thing", onclick: () => phone.opens(bubble.url) },
        h("span", { class: "head", }, h("strong", {}, bubble.text), h("small", {}, bubble.about || ""))));
    case "file":
      return h("div", { class: "bubble bare" }, h("div", { class: "thing file" }, h("div", {}, h("strong", {}, bubble.text), h("small", {}, `${bubble.size} 字节`))));
    case "mini":
      return h("div", { class: "bubble bare" }, h("div", { class: "thing" }, h("div", { class: "head" }, h("strong", {}, bubble.text), h("small", {}, `小程序 ${bubble.page}`))));
    default:
      return h("div", { class: "bubble" }, bubble.text);
  }
}

function words(part, phone) {
  if (part.says) return tap(part.text, () => phone.says(part.says, part.menu_id));
  if (part.url) return tap(part.text, () => phone.opens(part.url));
  if (part.phone) return tap(part.text, () => phone.tells(`在真的手机上会拨打 ${part.phone}`));
  if (part.mini) return tap(part.text, () => phone.tells(`在真的手机上会打开小程序 ${part.mini}`));
  return part.text;
}

function tap(label, onclick) {
  return h("button", { type: "button", class: "tap", onclick }, label);
}

function card(bubble, phone) {
  const lines = bubble.lines.flatMap((line) => [h("dt", {}, line.label), h("dd", {}, line.value)]);
  const more = bubble.url
    ? h("button", { type: "button", class: "go-on", onclick: () => phone.opens(bubble.url) }, "详情")
    : bubble.page && h("button", { type: "button", class: "go-on", onclick: () => phone.tells("在真的手机上会打开小程序") }, "进入小程序查看");
  return h("article", { class: "letter" }, h("h4", {}, bubble.title), h("dl", {}, lines), more || null);
}

function news(bubble, phone) {
  const picture = (article, name) => article.picture ? h("img", { class: name, src: article.picture, alt: "" }) : null;
  return h("article", { class: "news" }, bubble.articles.map((article, nth) =>
    h("button", { type: "button", onclick: () => phone.opens(article.url) },
      nth === 0 ? picture(article, "big") : null,
      h("span", { class: "words" }, h("strong", {}, article.title), nth === 0 && article.about ? h("small", {}, article.about) : null),
      nth === 0 ? null : picture(article, "small"))));
}
