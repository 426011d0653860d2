from corpus import Problem, Unread, find_sources


def write(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("The lamp burned.")


def test_what_is_not_read_is_told_with_its_kind(tmp_path):
    write(tmp_path, "a.txt", "b.PNG", "c/d.numbers", "Makefile", ".hidden.png")
    unread = {(source.path.name, source.kind) for source in find_sources([tmp_path]) if isinstance(source, Unread)}
    assert unread == {("b.PNG", ".png"), ("d.numbers", ".numbers"), ("Makefile", "")}


def test_the_parts_of_a_saved_page_are_none_of_their_own(tmp_path):
    write(tmp_path, "Lamp.html", "Lamp_files/frame.html", "Lamp_files/a.png", "Oil.htm", "Oil-Dateien/b.html")
    write(tmp_path, "Wick_files/kept.html")
    names = [source.name for source in find_sources([tmp_path])]
    assert names == ["Lamp.html", "Oil.htm", "kept.html"]


def test_references_come_before_the_files_that_they_name(tmp_path):
    write(tmp_path, "a.pdf", "b.txt", "z.bib", "y.ris")
    assert [source.name for source in find_sources([tmp_path])] == ["y.ris", "z.bib", "a.pdf", "b.txt"]


def test_a_folder_with_nothing_to_read_is_a_problem_beside_what_it_holds(tmp_path):
    write(tmp_path, "a.png")
    assert {type(source) for source in find_sources([tmp_path])} == {Unread, Problem}
