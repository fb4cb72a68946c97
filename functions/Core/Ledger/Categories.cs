namespace ProjectFlow.Core.Ledger;

/// <summary>Columns 7 to 14 of the 2021 auxiliary ledger (税务总局公告2021年第28号); six categories and entrusted work.</summary>
public enum TaxCategory
{
    Personnel,
    DirectInput,
    Depreciation,
    Intangibles,
    Design,
    Other,
    EntrustedDomestic,
    EntrustedOverseas,
}

/// <summary>The eight categories of 国科发火〔2016〕195号.</summary>
public enum HnteCategory
{
    Personnel,
    DirectInput,
    Depreciation,
    Intangibles,
    Design,
    Commissioning,
    Entrusted,
    Other,
}

/// <summary>The lines of the statistical return on R&amp;D; everything in full.</summary>
public enum StatisticsCategory
{
    Personnel,
    DirectInput,
    Depreciation,
    Intangibles,
    Design,
    Commissioning,
    EntrustedDomestic,
    EntrustedOverseas,
    Other,
}

/// <summary>Who paid. What fiscal money paid for is no ground for a super-deduction when it was treated as untaxed income.</summary>
public enum FundSource
{
    Self,
    Fiscal,
}

/// <summary>Names of categories as the official tables print them.</summary>
public static class CategoryNames
{
    public static (string Zh, string En) Of(TaxCategory category) => category switch
    {
        TaxCategory.Personnel => ("人员人工费用", "Personnel"),
        TaxCategory.DirectInput => ("直接投入费用", "Direct input"),
        TaxCategory.Depreciation => ("折旧费用", "Depreciation"),
        TaxCategory.Intangibles => ("无形资产摊销", "Amortisation of intangibles"),
        TaxCategory.Design => ("新产品设计费等", "New product design and the like"),
        TaxCategory.Other => ("其他相关费用", "Other related costs"),
        TaxCategory.EntrustedDomestic => ("委托境内机构或个人进行研发活动所发生的费用", "Entrusted to domestic bodies or persons"),
        _ => ("委托境外机构进行研发活动所发生的费用", "Entrusted to overseas bodies"),
    };

    public static (string Zh, string En) Of(HnteCategory category) => category switch
    {
        HnteCategory.Personnel => ("人员人工费用", "Personnel"),
        HnteCategory.DirectInput => ("直接投入费用", "Direct input"),
        HnteCategory.Depreciation => ("折旧费用与长期待摊费用", "Depreciation and long-term deferred"),
        HnteCategory.Intangibles => ("无形资产摊销费用", "Amortisation of intangibles"),
        HnteCategory.Design => ("设计费用", "Design"),
        HnteCategory.Commissioning => ("装备调试费用与试验费用", "Commissioning and tests"),
        HnteCategory.Entrusted => ("委托外部研究开发费用", "Entrusted R&D"),
        _ => ("其他费用", "Other"),
    };

    public static (string Zh, string En) Of(StatisticsCategory category) => category switch
    {
        StatisticsCategory.EntrustedDomestic => ("委托境内研究开发费用", "Entrusted, domestic"),
        StatisticsCategory.EntrustedOverseas => ("委托境外研究开发费用", "Entrusted, overseas"),
        StatisticsCategory.Other => Of(HnteCategory.Other),
        _ => Of((HnteCategory)category),
    };
}
