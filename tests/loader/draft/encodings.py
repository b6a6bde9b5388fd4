"""Tables of names in many languages and encodings, to guess the encoding of."""

from __future__ import annotations

WEST = ("cp1252", "iso-8859-1", "cp850")
MIDDLE = ("cp1250", "iso-8859-2", "cp852")
NAMES = {
    "German": (WEST, "Müller Jürgen|Schröder Björn|Weiß Günther|Österreich AG|Köhler Jörg|Krüger Rüdiger|Bär|Süß"),
    "French": (WEST, "Hélène Lefèvre|François Noël|Étienne Béranger|Benoît Hamon|Société Générale|Côte d'Ivoire|Zoé"),
    "Spanish": (WEST, "Muñoz José|Ibáñez María|Peña Nieto Enrique|Rodríguez Íñigo|Gómez Andrés|Raúl|Córdoba|Núñez"),
    "Portuguese": (WEST, "João Gonçalves|Luís Conceição|São Paulo|António Magalhães|Fundação|Inês Simões|Estêvão"),
    "Italian": (WEST, "Niccolò Rossi|Società Anonima|Città di Castello|Libertà|Nicolò Zaniolo|Università di Pisa"),
    "Swedish": (WEST, "Åsa Söderström|Göran Persson|Björn Åkesson|Västerås|Malmö|Jönköping|Märta Öberg|Håkan"),
    "Danish": (WEST, "Søren Kierkegård|Mærsk|Bjørn Ødegård|Lars Løkke|København|Tromsø|Jørgen Højgaard|Næss Åge"),
    "Polish": (MIDDLE, "Łukaszenka Aleksandr|Wałęsa Lech|Kaczyński Jarosław|Święczkowski|Żurawski Paweł|Gdańsk|Źródło"),
    "Czech": (MIDDLE, "Dvořák Jiří|Novotný Tomáš|Černý David|Babiš Andrej|Svobodová Růžena|Němcová Božena|Řehoř"),
    "Hungarian": (MIDDLE, "Orbán Viktor|Szijjártó Péter|Gyurcsány Ferenc|Nagy Lőrinc|Kövér László|Győr|Szűcs Gábor"),
    "Russian": (
        ("cp1251", "koi8-r", "cp866"),
        "Пригожин Евгений|Шойгу Сергей|Уткин Дмитрий|ЧВК Вагнер|ООО КОНКОРД|ГАЗПРОМ",
    ),
    "Ukrainian": (("cp1251", "koi8-u"), "Зеленський Володимир|Єрмак Андрій|Буданов Кирило|Шмигаль Денис|Київ|Їжакевич"),
    "Bulgarian": (("cp1251",), "Бойко Борисов|Кирил Петков|Делян Пеевски|Емилиян Гебрев|Търговище|Христо Грозев"),
    "Serbian": (("cp1251",), "Вучић Александар|Дачић Ивица|Ђоковић Новак|Југоимпорт|Његош Љубиша|Београд"),
    "Greek": (("cp1253",), "Μητσοτάκης Κυριάκος|Τσίπρας Αλέξης|Παπανδρέου Γιώργος|Αθήνα|Θεσσαλονίκη"),
    "Turkish": (("cp1254",), "Çavuşoğlu Mevlüt|Kılıçdaroğlu Kemal|İmamoğlu Ekrem|Şimşek Mehmet|Güler Yaşar|Yıldırım"),
    "Hebrew": (("cp1255",), "בנימין נתניהו|יאיר לפיד|בני גנץ|תל אביב|ירושלים|רפאל מערכות"),
    "Arabic": (("cp1256",), "بشار الأسد|خليفة حفتر|محمد بن سلمان|القاهرة|دمشق|حسن نصر الله"),
    "Chinese": (("gb18030",), "习近平|李克强|华为技术有限公司|中国北方工业公司|北京|张又侠|中国电子科技集团"),
    "Japanese": (("cp932",), "安倍晋三|岸田文雄|三菱重工業株式会社|東京都|トヨタ自動車|川崎重工業"),
    "Korean": (("cp949",), "김정은|조선민주주의인민공화국|윤석열|삼성전자|한화에어로스페이스|서울특별시"),
}
CASES = [(language, encoding) for language, (encodings, _) in NAMES.items() for encoding in encodings]
ONE_NAME = [
    ("Пригожин", "cp1251"),
    ("ПРИГОЖИН", "cp1251"),
    ("Пригожин", "koi8-r"),
    ("Müller", "cp1252"),
    ("François", "cp1252"),
    ("Muñoz", "cp1252"),
    ("Łukaszenka", "cp1250"),
    ("Wałęsa", "cp1250"),
    ("Černý Miloš", "cp1250"),
    ("O’Brien", "cp1252"),
    ("Ltd™ – “Best” of 100 €", "cp1252"),
    ("£100", "cp1252"),
    ("©2020, § 7, 5°, ½", "cp1252"),
]
"""A name that is enough, and its encoding."""


def names(language: str) -> list[str]:
    """Names in a language."""
    return NAMES[language][1].split("|")


def table(people: list[str]) -> str:
    """A table of names."""
    return "id,name,since\n" + "".join(f'p{number},"{name}",2019-03-11\n' for number, name in enumerate(people))
