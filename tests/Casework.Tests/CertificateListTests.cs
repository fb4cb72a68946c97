using ProjectFlow.Casework.Registers;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Credentials;
using ProjectFlow.Core.Programmes;
using ProjectFlow.Core.Registers;
using ProjectFlow.Core.Tests.Applications;
using static ProjectFlow.Casework.Tests.Bureau;
using static ProjectFlow.Core.Tests.Registers.RecordWorld;

namespace ProjectFlow.Casework.Tests;

/// <summary>A list of certificates, from the record to the credential and its figures.</summary>
public sealed class CertificateListTests
{
    private static readonly Programme Recognition = TestProgrammes.Hnte with { Stages = TestProgrammes.Hnte.Stages with { Credential = new("HNTE", 3, null, null, 3, null) } };

    [Fact]
    public async Task A_certificate_listed_twice_is_one_credential_that_counts_until_its_last_day()
    {
        using var bureau = await OpenAsync(registers: new(All), programmes: [Recognition]);
        var desk = new RegisterDesk(bureau.Desk, new(All));
        var content = Json("""{"certificate":{"type":"hnte","number":"GR202232000001","uscc":"91320381DEMA00013G","name":"示范公司","documentNo":"国科火字〔2020〕1号","on":"2020-03-15"}}""");
        var first = Done(await desk.PutAsync("certificates", content, null, Officer, Monday, OperationId.Parse("certificate-1"), null, Ct));
        await bureau.Flow.RunAsync(first.Case, Monday, Ct);
        Assert.Empty(Done(await desk.PutAsync("certificates", content, null, Officer, Monday, OperationId.Parse("certificate-2"), null, Ct)).Events);
        await bureau.Flow.RunAsync(first.Case, Monday, Ct);

        var id = ListedCredential.CaseOf(first.Case);
        await bureau.Flow.RunAsync(id, Monday, Ct);
        var credential = Assert.IsType<Credential>((await bureau.Reader.FindAsync(id, Actor.System, Monday, Ct))!.State);
        Assert.Equal((new DateOnly(2023, 3, 14), "GR202232000001", first.Case, CredentialStage.Active), (credential.To, credential.CertificateNo, credential.Source, credential.Stage));
        Assert.Equal([1m, 0m], [await ValidAsync(bureau, new(2023, 3, 14)), await ValidAsync(bureau, new(2023, 3, 15))]);
    }

    private static async Task<decimal?> ValidAsync(Bureau bureau, DateOnly on) =>
        (await bureau.Board.ReadAsync(2023, Core.Calendar.ChinaTime.StartOf(on), null, Ct)).Single(m => m.Id == "M05").Value;
}
