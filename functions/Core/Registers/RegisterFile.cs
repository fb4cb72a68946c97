using ProjectFlow.Core.Common;
using ProjectFlow.Core.Definitions;
using ProjectFlow.Core.Forms;
using ProjectFlow.Core.Programmes;

namespace ProjectFlow.Core.Registers;

/// <summary>A register file: one version of one register, as people write it. A new register needs nothing but its file.</summary>
public static class RegisterFile
{
    private static readonly RegisterState Active = new("active", "有效", "Active");

    /// <param name="file">The file's name as problems show it.</param>
    public static Parsed<Register> Parse(string file, ReadOnlySpan<byte> utf8) => DefinitionFile.Parse(file, utf8, Read);

    private static Register? Read(DefinitionObject o)
    {
        o.OptionalText("$schema");
        var head = new Register(new(o.Text("id"), o.Text("version")), o.Text("nameZh"), o.Text("nameEn"))
        {
            Section = o.Text("section"),
            Form = o.Required("form", FormFile.Read) ?? FormDefinition.Empty,
            Key = o.Texts("key"),
            Title = o.Text("title"),
            Org = o.OptionalText("org"),
            Area = o.OptionalText("area"),
            EnteredOn = o.OptionalText("enteredOn"),
            Volume = o.OptionalText("volume"),
            Duty = o.Object("duty", Duty),
            Access = o.Required("access", Access) ?? new([], []),
            States = o.Objects("states", State) is var states && (states.Count > 0 || o.Has("states")) ? states : [Active],
            Initial = "",
            Moves = o.Objects("moves", Move),
            Links = o.Objects("links", Link),
            SealedUntil = o.Object("sealedUntil", Seal),
            Credential = o.Object("credential", Credential),
            RetentionYears = o.OptionalInt("retentionYears", 1, 100),
            Sources = o.Texts("sources"),
        };
        var register = head with { Initial = o.OptionalText("initial", 40) ?? (head.States.Count > 0 ? head.States[0].Id : "") };
        o.Done();
        RegisterChecks.Run(o, register);
        return register;
    }

    private static RegisterAccess Access(DefinitionObject o)
    {
        var access = new RegisterAccess(o.Objects("read", Grant), o.Objects("write", Grant));
        o.Expect(access.Write.SelectMany(g => g.Roles).All(r => r != Role.Auditor), "write", "no auditor: one who audits writes nothing");
        o.Done();
        return access;
    }

    private static AccessGrant Grant(DefinitionObject o)
    {
        var grant = new AccessGrant(Roles(o, "roles"), o.Word<AccessScope>("scope", Words.Of<AccessScope>()), o.Texts("states"));
        o.Expect(grant.Scope switch
        {
            AccessScope.OwnOrg => grant.Roles.All(r => r is Role.ApplicantEditor or Role.ApplicantSignatory),
            AccessScope.OwnArea => grant.Roles.All(r => r == Role.TownAssistant),
            AccessScope.Section => grant.Roles.All(r => r is Role.Officer or Role.SectionHead),
            _ => true,
        }, "scope", "ownOrg for applicants, ownArea for town assistants, section for officers and section heads, all for anybody");
        o.Done();
        return grant;
    }

    private static RegisterState State(DefinitionObject o)
    {
        var state = new RegisterState(o.Text("id"), o.Text("nameZh"), o.Text("nameEn"), o.Flag("final"), o.Flag("locked"));
        o.Expect(RegisterChecks.IsWord(state.Id) && state.Id is not ("absent" or RegisterRecord.Removed), "id", "1 to 40 letters and digits, a letter first, not absent or removed");
        o.Done();
        return state;
    }

    private static RegisterMove Move(DefinitionObject o)
    {
        var move = new RegisterMove(o.Text("id"), o.Text("nameZh"), o.Text("nameEn"), o.Texts("from"), o.Text("to"), Roles(o, "by"))
        {
            Fields = o.Texts("fields"),
            ReasonRequired = o.Flag("reasonRequired"),
        };
        o.Expect(RegisterChecks.IsWord(move.Id), "id", "1 to 40 letters and digits, a letter first");
        o.Expect(move.From.Count > 0, "from", "at least one state");
        o.Expect(!move.By.Contains(Role.Auditor), "by", "no auditor: one who audits writes nothing");
        o.Done();
        return move;
    }

    private static RegisterLink Link(DefinitionObject o)
    {
        var link = new RegisterLink(o.Text("register"), o.Text("by"), o.Texts("while"));
        o.Done();
        return link;
    }

    private static RegisterDuty Duty(DefinitionObject o)
    {
        var duty = new RegisterDuty(o.Text("owner"), o.Text("dueOn"), o.Texts("while"));
        o.Expect(duty.While.Count > 0, "while", "at least one state");
        o.Done();
        return duty;
    }

    private static RegisterCredential Credential(DefinitionObject o)
    {
        var programmes = o.Texts("programmes").Select(p => p.Split('@')).ToList();
        o.Expect(programmes.All(p => p.Length == 2), "programmes", "programme versions such as hnte@2023.1");
        var credential = new RegisterCredential(o.Text("type"), [.. programmes.Where(p => p.Length == 2).Select(p => new ProgrammeRef(p[0], p[1]))], o.Text("documentNo"), o.Text("certificateNo"), o.Text("on"), o.OptionalText("to"));
        o.Done();
        return credential;
    }

    private static RegisterSeal Seal(DefinitionObject o)
    {
        var seal = new RegisterSeal(o.Text("path"), o.OptionalText("register"), o.Texts("while"));
        o.Done();
        return seal;
    }

    /// <summary>Administrators and experts have no part in registers; the system needs no grant.</summary>
    private static List<Role> Roles(DefinitionObject o, string name)
    {
        var known = Words.Of<Role>().Where(w => w.Value is not (Role.Administrator or Role.Expert or Role.System)).ToDictionary();
        var roles = new List<Role>();
        var given = o.Items(name);
        foreach (var (node, i) in given.Select((n, i) => (n, i)))
        {
            if (node is LocatedNode.String s && known.TryGetValue(s.Value, out var role))
            {
                roles.Add(role);
            }
            else
            {
                o.ReportAt(node, $"{o.Path}.{name}[{i}]", "one of " + string.Join(", ", known.Keys));
            }
        }

        o.Expect(given.Count > 0, name, "at least one role");
        return roles;
    }
}
