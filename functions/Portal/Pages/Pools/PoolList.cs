using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Portal.Pages.Pools;

/// <param name="Id">As the register's option; the English name is a wording.</param>
public sealed record PoolName(string Id, string Zh);

/// <summary>The pools as the register names them.</summary>
internal static class PoolList
{
    public static IReadOnlyList<PoolName> Of(Register register)
    {
        var field = register.Form.Find("member.pool")!;
        return [.. field.Options.Select((id, i) => new PoolName(id, i < field.OptionsZh.Count ? field.OptionsZh[i] : id))];
    }
}
