"""What is common in names: legal forms, titles, particles, abbreviations, short forms, numbers in words."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def word_rows(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of each line of a text."""
    return tuple(tuple(line.split()) for line in text.strip().splitlines())


LEGAL = {
    "company": """
        co, corp, corporation, company, inc, incorporated, enterprise, firm, ent, cie, kk, kompaniya, firma,
        co ltd, company limited, corporation limited, kabushiki kaisha
    """,
    "limited": """
        ltd, limited, llc, gmbh, ltda, srl, sarl, sarlu, eurl, bv, bvba, bvio, sl, slu, oy, ooo, tov, too,
        tzov, mchj, mmc, spzoo, doo, dooel, ood, eood, kft, sro, uab, sia, ou, pte, pty, pvt, wll, fzco,
        fze, dmcc, aps, ehf, jllc, limited liability company, gesellschaft mit beschrankter haftung,
        besloten vennootschap, ooo o, obshchestvo s ogranichennoy otvetstvennostyu, sp z oo, sp zoo, sp z o
        o, spolka z ograniczona odpowiedzialnoscia, spol s ro, pte ltd, pty ltd, pvt ltd, private limited,
        private limited company, sdn bhd, fz llc, fz lle, ltd sti, limited sirketi, ltd liability co,
        societate cu raspundere limitata, societatea cu raspundere limitata, sociedad limitada, societe a
        responsabilite limitee, societa a responsabilita limitata, limited liability partnership
    """,
    "stock": """
        ag, aktiengesellschaft, aktiengeselschaft, sa, sau, nv, plc, spa, jsc, ojsc, cjsc, pjsc, ao, oao,
        zao, pao, pat, prat, vat, at, pjs, psc, pjsco, ab, aktiebolag, asa, oyj, ad, se, tbk, bhd, berhad,
        saog, saoc, sal, sae, kgaa, na, kpsc, qsc, pcl, public limited company, joint stock company, open
        joint stock company, public joint stock company, closed joint stock company, aktsionernoe
        obshchestvo, otkrytoe aktsionernoe obshchestvo, zakrytoe aktsionernoe obshchestvo, publichnoe
        aktsionernoe obshchestvo, joint stock, a s, sociedad anonima, societe anonyme, societa per azioni,
        naamloze vennootschap, anonim sirketi, sab de cv, sa de cv
    """,
    "partnership": """
        lp, llp, lllp, kg, ohg, kommanditgesellschaft, gbr, limited partnership, gmbh co kg
    """,
    "association": """
        ano, ngo, eg, ev, foundation, stiftung, stichting, fond, fondation, trust
    """,
    "state": """
        fgup, gup, soe, fku, fgbu, mup, federal state unitary enterprise
    """,
}
"""Legal forms, as families in which one is written for another; a `company` may be any of them."""
KEPT_FORMS = word_set("""
    ad at enterprise firm fond fondation foundation na se stiftung trust
""")
"""Legal forms that are words as well: only at the end of a name they are none."""
HONORIFICS = word_set("""
    adm admiral aka alhaj alhaji ambassador archbishop ayatollah bishop brig brigadier brother capt
    captain chief cmdr col colonel commander comrade dame dipl dit dite doc doctor dr eng engineer excellency
    father fnu frau gen general gospodin gospozha governor hadji hafiz haji hajj hajji her herr his hojjat hon
    honorable honourable hujjat ii iii imam ing jr judge junior kari lieutenant llc lnu lt ltd madam madame maj
    maulana maulawi maulvi mawlana mawlawi mba md minister miss mister molla monsieur moulvi mr mrs ms mulla
    mullah na nmn pastor patriarch phd prasident president presidente prezident prof professor qari rabbi rev
    reverend sa sayed sayyed sayyid senator senior senor senora sergeant seyed sgt shaikh shaykh sheik sheikh
    sheikha shekh sir sister sr syed
""")
"""Titles and forms of address: no part of a person's name as long as another word is."""
PARTICLES = word_set("""
    ad af al and ar as ash av az bani ben bin bint da das de del della dello den der di do dos du e ed el es i
    ibn la las le les lo los of oul ould te ten ter the ul und ur van vom von wuld y zu zur
""")
"""Small words within names, which come and go from one spelling to the next."""
SAME_WORDS = {
    other: standing
    for standing, *others in word_rows("""
    bin ibn ben bn oglu ogly
    al el ul ur
    muhammad mohd mhd muh md mohamad muhamad mohamed muhamed mohammed mohammad muhammed mehmed magomed maxamed muxammad
    husein hussain husayn hussein hossein hosain husain hoseyn huseyn
    usama osama ousama oussama
    abdul abdel abdal abdoul abdol abd
    international intl int internatl mezhdunarodny mezhdunarodnyy
    organization organisation organizatsiya organizacion org
    brothers bros
    trading trade
    investments investment
    financial finance
    group grp gruppe gruppa groupe grupo
    national natl nat
    technology technologies tech technol
    industries industrial ind inds industry
    manufacturing mfg manuf
    government govt gov
    department dept dpt
    university univ universitat universite universidad
    services svcs svc service
    holdings hldg hldgs holding
    ministry min ministerio ministere ministerstvo
    labor labour
    defense defence
    center centre tsentr
    banco banca banque
    """)
    for other in others
}
"""Spellings and abbreviations, each with the word that stands for all of them: the first of its line."""
SHORT_FORMS = word_rows("""
    william bill billy will willie liam
    robert bob bobby rob robbie
    richard dick rick ricky rich
    theodore ted teddy theo
    edward ed eddie ted ned
    james jim jimmy jamie
    john johnny jack
    joseph joe joey
    michael mike mick mikey
    thomas tom tommy
    charles charlie chuck
    henry harry hank
    benjamin ben benny benji
    daniel dan danny
    david dave davy
    anthony tony
    andrew andy drew
    alexander alex sasha aleksandr aleksander sandro
    alexandra alexandria sasha
    samuel sam sammy
    matthew matt
    nicholas nick nicky
    christopher chris kit
    stephen steve steven
    kenneth ken kenny
    ronald ron ronnie
    donald don donny
    lawrence larry
    gerald jerry gerry
    gregory greg
    jeffrey jeff
    timothy tim timmy
    patrick pat paddy
    peter pete
    frederick fred freddie
    leonard leo len lenny
    raymond ray
    elizabeth liz lizzie beth betty eliza lisa
    margaret maggie meg peggy
    katherine catherine kate kathy katie cathy
    susan sue susie
    barbara barb
    jennifer jen jenny
    patricia pat patty trish
    deborah debbie deb
    rebecca becky
    mikhail misha
    nikolai kolya
    dmitry dmitri dima mitya
    vladimir vova volodya
    ivan vanya
    sergei seryozha
    yevgeny evgeny evgeni zhenya
    yekaterina ekaterina katya
    maria masha mary
    anastasia nastya
    natalia natasha
    jose pepe
    francisco paco pancho
    ignacio nacho
    eduardo lalo
    jesus chuy
    guillermo memo
    enrique quique
    josef sepp
    johann hans
    friedrich fritz
    wilhelm willi
""")
"""Given names and what people are called by them."""
COMMON = word_set("""
    academy agency airlines america and army asia association aviation bank banking bureau business capital
    center central charity chemical commercial committee company construction consulting corp corporation
    council department design development east electronics energy engineering europe export factory federal
    federation finance financial first for foundation front fund funds gas general global group holdings import
    inc industrial industries institute insurance international investment investments islamic joint limited
    logistics ltd management manufacturing marine maritime metals mining ministry movement national nations new north of
    office oil organization partners party people petroleum plant private production products public republic
    research scientific service services shipping society solutions south state states steel systems technologies
    technology the trade trading transport transportation union united university west works world
""")
"""Words that many organisations share: they tell less than others."""
SILENT = word_set("""
    a an and das de der des die du e en et for i in la le les of on the und y
""")
"""Words of organisations that say nothing."""
SHIPS = word_set("""
    fv mf ms mt mts mv my rv ss sy tss tug
""")
"""What stands before the names of ships."""
NUMBERS = {
    word: str(number)
    for series, start in (
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen",
            0,
        ),
        ("first second third fourth fifth sixth seventh eighth ninth tenth", 1),
    )
    for number, word in enumerate(series.split(), start)
}
"""Numbers in words."""
TENS = {
    word: number * 10
    for number, words in enumerate(
        word_rows("""
    twenty
    thirty
    forty fourty
    fifty
    sixty
    seventy
    eighty
    ninety
    """),
        2,
    )
    for word in words
}
"""Tens in words, which a unit may follow."""
ROMAN = {
    numeral: number
    for number, numeral in word_rows("""
    2 ii
    3 iii
    4 iv
    6 vi
    7 vii
    8 viii
    9 ix
    11 xi
    12 xii
    13 xiii
    14 xiv
    15 xv
    16 xvi
    17 xvii
    18 xviii
    19 xix
    20 xx
    """)
}
"""Roman numerals; those of one letter are letters."""
WRITTEN_OUT = {"us": ("united", "states"), "uk": ("united", "kingdom"), "un": ("united", "nations")}
"""Abbreviations that stand for several words in the names of organisations."""
LOOKALIKES = str.maketrans("0134579", "oieastg")
"""Digits that are written for letters, where they stand within a word."""
