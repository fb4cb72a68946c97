using System.Collections.Frozen;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Casework.Registers;

/// <summary>The register versions in force, in memory.</summary>
public sealed class RegisterShelf(IEnumerable<Register> registers)
{
    private readonly FrozenDictionary<RegisterRef, Register> _registers = registers.ToFrozenDictionary(r => r.Ref);

    public static RegisterShelf Empty { get; } = new([]);

    /// <summary>The newest version of each register, in the order of ids.</summary>
    public IEnumerable<Register> All => _registers.Values.Select(r => r.Ref.Id).Distinct().Order(StringComparer.Ordinal).Select(id => Newest(id)!);

    public Register? Find(RegisterRef register) => _registers.GetValueOrDefault(register);

    /// <summary>The version new records are put under: the last in the order of versions.</summary>
    public Register? Newest(string id) => _registers.Values.Where(r => r.Ref.Id == id).MaxBy(r => r.Ref.Version, StringComparer.Ordinal);
}
