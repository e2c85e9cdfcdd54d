// What every page of a person or helper shares: its language, which of its parts is shown.

export const LANGUAGES = ["ko", "en", "zh", "vi", "th", "ru"] as const;
export type PageLanguage = (typeof LANGUAGES)[number];
export type Texts = Record<string, string>;
export type Catalogue = Record<PageLanguage, Texts>;

const OWN_NAMES: Record<PageLanguage, string> = {
  ko: "한국어",
  en: "English",
  zh: "中文",
  vi: "Tiếng Việt",
  th: "ไทย",
  ru: "Русский",
};

/** The first of somebody's languages that a page has; English where it has none. */
export function choose(wanted: readonly string[]): PageLanguage {
  for (const each of wanted) {
    const found = LANGUAGES.find((one) => each.toLowerCase().split("-")[0] === one);
    if (found) {
      return found;
    }
  }
  return "en";
}

/** One page: texts are put where `data-text` or `data-label` names them. */
export class Page {
  readonly #catalogue: Catalogue;
  #language: PageLanguage = "en";

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
    this.#offerLanguages();
    this.speak(choose(navigator.languages));
  }

  speak(language: PageLanguage): void {
    const texts = this.#catalogue[language] ?? this.#catalogue.en;
    this.#language = language;
    document.documentElement.lang = language === "zh" ? "zh-Hans" : language;
    document.title = texts["title"] ?? "";
    for (const part of document.querySelectorAll<HTMLElement>("[data-text]")) {
      part.textContent = texts[part.dataset["text"] ?? ""] ?? "";
    }
    for (const part of document.querySelectorAll<HTMLElement>("[data-label]")) {
      part.setAttribute("aria-label", texts[part.dataset["label"] ?? ""] ?? "");
    }
    for (const button of document.querySelectorAll<HTMLElement>("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset["language"] === language));
    }
  }

  /** One sentence in the language that is shown. */
  text(key: string): string {
    return (this.#catalogue[this.#language] ?? this.#catalogue.en)[key] ?? "";
  }

  /** Shows one part and hides the others; a reader of the screen is taken there. */
  show(id: string): void {
    for (const part of document.querySelectorAll<HTMLElement>("main > section")) {
      part.hidden = part.id !== id;
    }
    document.getElementById(id)?.querySelector<HTMLElement>("h1")?.focus();
  }

  #offerLanguages(): void {
    const place = document.getElementById("languages");
    for (const language of LANGUAGES) {
      const button = document.createElement("button");
      button.type = "button";
      button.lang = language === "zh" ? "zh-Hans" : language;
      button.dataset["language"] = language;
      button.textContent = OWN_NAMES[language];
      button.addEventListener("click", () => this.speak(language));
      place?.append(button);
    }
  }
}
