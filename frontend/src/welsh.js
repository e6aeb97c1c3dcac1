// What the character counter says on Welsh pages, in the six plural forms of the Unicode tables.
const forms = (before, after) => ({
  zero: `${before} %{count} nod ${after}`,
  one: `${before} %{count} nod ${after}`,
  two: `${before} %{count} nod ${after}`,
  few: `${before} %{count} nod ${after}`,
  many: `${before} %{count} nod ${after}`,
  other: `${before} %{count} nod ${after}`,
});

export const welshCharacterCount = {
  charactersUnderLimit: forms("Mae gennych", "ar ôl"),
  charactersAtLimit: "Mae gennych 0 nod ar ôl",
  charactersOverLimit: forms("Mae gennych", "yn ormod"),
};
