import java.io.FileInputStream;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Files under PDF/A-2b: `PASS name` or `FAIL name`, then one line `  clause-test message` for each rule broken. */
public class ValidatePdfA {
  public static void main(String[] names) throws Exception {
    Logger.getLogger("").setLevel(Level.OFF);
    VeraGreenfieldFoundryProvider.initialise();
    var flavour = PDFAFlavour.PDFA_2_B;
    boolean allPass = true;
    for (var name : names) {
      var broken = new TreeSet<String>();
      try (var parser = Foundries.defaultInstance().createParser(new FileInputStream(name), flavour, flavour)) {
        var result = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
        for (var one : result.getTestAssertions())
          if (one.getStatus() == TestAssertion.Status.FAILED)
            broken.add(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber() + " " + one.getMessage());
      } catch (Exception failure) {
        broken.add("unreadable " + failure);
      }
      allPass &= broken.isEmpty();
      System.out.println((broken.isEmpty() ? "PASS " : "FAIL ") + name);
      for (var line : broken) System.out.println("  " + line.replaceAll("\\s+", " "));
    }
    System.exit(allPass ? 0 : 1);
  }
}
