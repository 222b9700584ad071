// "Enter a new company" takes along what was typed into the company field.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-with-typed]");
  if (!link) return;
  const field = document.getElementById(link.dataset.typedIn);
  const typed = field?.closest(".field")?.querySelector('[role="combobox"]')?.value.trim();
  if (!typed) return;
  const url = new URL(link.href);
  url.searchParams.set(link.dataset.withTyped, typed);
  link.href = url;
});
