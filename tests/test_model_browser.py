"""The table of models in a real browser: it filters, and is whole without scripts."""

PAGE = "yhteistyo/mallit/"


def test_the_models_are_narrowed_by_phase_actor_and_kind(browser, site_url):
    page = browser.new_page()
    page.goto(site_url + PAGE)
    everything = page.locator("tbody tr:has(a):visible").count()
    assert everything >= 30
    page.locator(".model-filter select[name=Vaihe]").select_option("koevapaus")
    shown = page.locator("tbody tr:has(a):visible")
    assert 0 < shown.count() < everything
    assert all("koevapaus" in row for row in shown.all_inner_texts())
    assert page.locator(".model-filter [role=status]").inner_text().startswith(f"{shown.count()} mal")
    page.locator(".model-filter select[name=Vaihe]").select_option("")
    assert page.locator("tbody tr:has(a):visible").count() == everything
    page.close()


def test_without_scripts_all_models_stand_in_the_tables(browser, site_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + PAGE)
    assert page.locator("tbody tr:has(a):visible").count() >= 30
    assert page.locator(".model-filter").count() == 0
    context.close()
