namespace ProjectFlow.Server.Tests.Demo.Sheets;

/// <summary>Invented subjects of research.</summary>
internal static class NamesOfWork
{
    private static readonly string[] Things = ["高强铝合金", "可降解薄膜", "分拣机械臂", "余热回收机组", "石英器件", "蒜素提取", "光伏边框", "特种纸基", "车载传感器", "水处理膜", "精密减速器", "玻璃纤维织物", "饲料微生物", "紧固件涂层", "储能电池托盘", "激光切割头", "冷链包装"];
    private static readonly string[] Ways = ["轻量化", "低能耗", "高精度", "在线检测", "自动化", "连续化", "耐腐蚀", "智能控制", "绿色制造", "快速成型", "表面强化", "回收利用", "远程运维"];

    public static string Of(int n) => Things[n % Things.Length] + Ways[n % Ways.Length] + "技术";

    public static string Product(int n) => Things[n % Things.Length];

    public static string Problem(int n) => $"现有{Things[n % Things.Length]}在{Ways[n % Ways.Length]}方面达不到客户要求，需联合攻关。";
}
