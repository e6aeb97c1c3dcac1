// Every page works without this file. With it, the GOV.UK components on the page come alive.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from "govuk-frontend";
import { watchTablet } from "./tablet.js";
import { welshCharacterCount } from "./welsh.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

const welsh = document.documentElement.lang === "cy";
createAll(Button);
createAll(CharacterCount, welsh ? { i18n: welshCharacterCount } : {});
createAll(Checkboxes);
createAll(ErrorSummary);
createAll(NotificationBanner);
createAll(Radios);
createAll(ServiceNavigation);
createAll(SkipLink);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

const tablet = document.querySelector("[data-tablet]");
if (tablet) watchTablet(tablet);
