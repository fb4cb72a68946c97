using System.Collections.Frozen;

namespace ProjectFlow.Core.Ledger;

/// <summary>What a ledger row is about, and where each calibre puts it (domain.md §2.3). One row serves all calibres.</summary>
/// <param name="Id">As files and the API write it.</param>
/// <param name="Tax">Null = not deductible.</param>
/// <param name="Hnte">Null = does not count.</param>
public sealed record CostItem(string Id, string Zh, string En, TaxCategory? Tax, HnteCategory? Hnte, StatisticsCategory Statistics)
{
    public static IReadOnlyList<CostItem> All { get; } =
    [
        Of("wages", "工资薪金", "Wages", TaxCategory.Personnel, HnteCategory.Personnel),
        Of("socialInsurance", "社会保险费", "Social insurance", TaxCategory.Personnel, HnteCategory.Personnel),
        Of("housingFund", "住房公积金", "Housing fund", TaxCategory.Personnel, HnteCategory.Personnel),
        Of("externalLabour", "外聘研发人员劳务费", "External labour", TaxCategory.Personnel, HnteCategory.Personnel),
        Of("materials", "材料费", "Materials", TaxCategory.DirectInput, HnteCategory.DirectInput),
        Of("fuel", "燃料费", "Fuel", TaxCategory.DirectInput, HnteCategory.DirectInput),
        Of("power", "动力费", "Power", TaxCategory.DirectInput, HnteCategory.DirectInput),
        Of("trialTooling", "中间试验和产品试制的模具、工艺装备", "Trial tooling", TaxCategory.DirectInput, HnteCategory.DirectInput),
        Of("inspection", "试制产品检验费", "Inspection of trial products", TaxCategory.DirectInput, HnteCategory.DirectInput),
        Of("maintenance", "仪器设备运行维护费", "Maintenance of instruments", TaxCategory.DirectInput, HnteCategory.DirectInput),
        Of("equipmentRent", "仪器设备租赁费", "Rent of equipment", TaxCategory.DirectInput, HnteCategory.DirectInput),
        Of("equipmentDepreciation", "仪器、设备折旧费", "Depreciation of instruments and equipment", TaxCategory.Depreciation, HnteCategory.Depreciation),
        Of("buildingDepreciation", "在用建筑物折旧费", "Depreciation of buildings", null, HnteCategory.Depreciation),
        Of("longTermDeferred", "长期待摊费用", "Long-term deferred", null, HnteCategory.Depreciation),
        Of("softwareAmortisation", "软件摊销", "Amortisation of software", TaxCategory.Intangibles, HnteCategory.Intangibles),
        Of("patentAmortisation", "专利权摊销", "Amortisation of patents", TaxCategory.Intangibles, HnteCategory.Intangibles),
        Of("knowHowAmortisation", "非专利技术摊销", "Amortisation of know-how", TaxCategory.Intangibles, HnteCategory.Intangibles),
        Of("productDesign", "新产品设计费", "New product design", TaxCategory.Design, HnteCategory.Design),
        Of("processSpec", "新工艺规程制定费", "Process specification", TaxCategory.Design, HnteCategory.Design),
        Of("commissioning", "装备调试费", "Commissioning of equipment", TaxCategory.Design, HnteCategory.Commissioning),
        Of("equipmentTest", "设备试验费", "Equipment tests", TaxCategory.Design, HnteCategory.Commissioning),
        Of("fieldTest", "新药临床、勘探开发现场等试验费", "Clinical, field and exploration tests", TaxCategory.Design, HnteCategory.Commissioning),
        Of("books", "技术图书资料费", "Technical books", TaxCategory.Other, HnteCategory.Other),
        Of("translation", "资料翻译费", "Translation", TaxCategory.Other, HnteCategory.Other),
        Of("expertAdvice", "专家咨询费", "Expert advice", TaxCategory.Other, HnteCategory.Other),
        Of("insurance", "高新科技研发保险费", "R&D insurance", TaxCategory.Other, HnteCategory.Other),
        Of("appraisal", "研发成果的检索、论证、评审、鉴定、验收费用", "Search, appraisal and acceptance", TaxCategory.Other, HnteCategory.Other),
        Of("ipFees", "知识产权的申请费、注册费、代理费", "IP fees", TaxCategory.Other, HnteCategory.Other),
        Of("travel", "差旅费", "Travel", TaxCategory.Other, HnteCategory.Other),
        Of("meetings", "会议费", "Meetings", TaxCategory.Other, HnteCategory.Other),
        Of("welfare", "职工福利费", "Welfare", TaxCategory.Other, HnteCategory.Other),
        Of("supplementaryInsurance", "补充养老保险费、补充医疗保险费", "Supplementary insurance", TaxCategory.Other, HnteCategory.Other),
        Of("communication", "通讯费", "Communication", null, HnteCategory.Other),
        Of("otherItem", "其他", "Something else", null, HnteCategory.Other),
        new("entrustedDomestic", "委托境内机构或个人研发", "Entrusted to domestic bodies or persons", TaxCategory.EntrustedDomestic, HnteCategory.Entrusted, StatisticsCategory.EntrustedDomestic),
        new("entrustedOverseas", "委托境外机构研发", "Entrusted to overseas bodies", TaxCategory.EntrustedOverseas, HnteCategory.Entrusted, StatisticsCategory.EntrustedOverseas),
        new("entrustedOverseasPerson", "委托境外个人研发", "Entrusted to overseas individuals", null, HnteCategory.Entrusted, StatisticsCategory.EntrustedOverseas),
    ];

    private static readonly FrozenDictionary<string, CostItem> ById = All.ToFrozenDictionary(i => i.Id);

    /// <returns>Null when there is no such item.</returns>
    public static CostItem? Find(string id) => ById.GetValueOrDefault(id);

    public bool IsOverseas => Statistics == StatisticsCategory.EntrustedOverseas;

    private static CostItem Of(string id, string zh, string en, TaxCategory? tax, HnteCategory hnte) =>
        new(id, zh, en, tax, hnte, hnte == HnteCategory.Other ? StatisticsCategory.Other : (StatisticsCategory)hnte);
}
