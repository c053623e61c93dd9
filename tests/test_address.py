"""dashboard/screen/address.py: an address damaged on its way filters where it is certain, or is told, never both."""

from urllib.parse import quote

import pytest

from dashboard.screen.address import read_address

OPTIONS = {
    "lead": ("区科技局", "区科技局二处", "区残联"),
    "guide": ("区科技局",),
    "industry": ("新材料",),
    "stage": ("孵化器",),
    "annex": (1, 2),
    "level": ("国家级", "市级"),
    "year": (2023, 2024),
}
LEAD = quote("区科技局")


@pytest.mark.parametrize(
    ("query", "mended"),
    [
        (f"lead={LEAD}&amp;year=2024", {"year": ["2024"]}),
        (f"lead={LEAD}&amp%3Byear=2024&amp;amp;annex=2", {"year": ["2024"], "annex": ["2"]}),
        (f"lead={LEAD}&amp;lead={quote('区残联')}", {"lead": ["区科技局", "区残联"]}),
        ("amp;carrier=2-08&Slide=3&amp;area_by=leads", {"carrier": ["2-08"], "slide": ["3"], "area_by": ["leads"]}),
        # 区科技局 in GBK, the encoding of old programs
        ("lead=%C7%F8%BF%C6%BC%BC%BE%D6", {"lead": ["区科技局"]}),
        (f"lead={quote(LEAD)}", {"lead": ["区科技局"]}),
        (f"lead={quote(quote(LEAD))}", {"lead": ["区科技局"]}),
        (quote(f"lead={LEAD}&year=2024"), {"lead": ["区科技局"], "year": ["2024"]}),
        (f"lead={LEAD}%26year%3D2024", {"lead": ["区科技局"], "year": ["2024"]}),
        (f"LEAD={LEAD}&Year=2024", {"lead": ["区科技局"], "year": ["2024"]}),
        (f"{quote('牵头部门')}={LEAD}", {"lead": ["区科技局"]}),
        (f"year={quote('2024年')}", {"year": ["2024"]}),
        (f"year={quote('2024请查收')}", {"year": ["2024"]}),
        (f"annex={quote('附件2，请看')}", {"annex": ["2"]}),
        (f"year={quote('２０２４')}", {"year": ["2024"]}),
        (f"lead={quote('区科技局）')}", {"lead": ["区科技局"]}),
        (f"lead={quote('区科技局二处。请看')}", {"lead": ["区科技局二处"]}),
        (f"asof={quote('2024年6月30日')}", {"asof": ["2024-06-30"]}),
        (f"asof={quote('2024-6-30）谢谢')}", {"asof": ["2024-06-30"]}),
    ],
)
def test_what_is_certainly_meant_applies_and_is_not_told(query: str, mended: dict[str, list[str]]):
    asked = read_address(query, OPTIONS)

    assert asked.mended == mended
    assert asked.told == ()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        # It may be another department.
        (f"lead={quote('区科技局三处')}", "牵头部门 区科技局三处"),
        (f"lead={quote('区科技局、区教委')}", "牵头部门 区科技局、区教委"),
        (f"amp;lead={quote('区教委')}", "牵头部门 区教委（网址里写成了 amp;lead）"),
        ("year=2024-06", "到期年份 2024-06"),
        (f"year={quote('2023、2024')}", "到期年份 2023、2024"),
        ("year=20245", "到期年份 20245"),
        (f"leads={LEAD}", "leads 区科技局（没有叫“leads”的筛选）"),
        ("yaer=2024", "yaer 2024（没有叫“yaer”的筛选）"),
        (f"bumen={LEAD}", "bumen 区科技局（没有叫“bumen”的筛选）"),
    ],
)
def test_what_is_not_certain_is_told_and_does_not_apply(query: str, told: str):
    asked = read_address(query, OPTIONS)

    assert asked.mended == {}
    assert asked.told == (told,)


@pytest.mark.parametrize(
    "query",
    [
        "",
        f"lead={LEAD}&year=2024&year=2023&asof=2024-06-30",
        "year=",
        f"slide=7&slide_automatic=1&area_by=leads&timeline_year=2024&q={LEAD}&department={LEAD}&table.carriers=2",
        "from=singlemessage",
        "lead=%E5%8C%BA%E7%A7%91%E6%8A%80%E5%B1%80%E4%BA%8C%E5%A4%84",
    ],
)
def test_an_address_that_is_whole_is_left_alone(query: str):
    asked = read_address(query, OPTIONS)

    assert (asked.mended, asked.misnamed, asked.told) == ({}, (), ())
