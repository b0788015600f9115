<?xml version="1.0" encoding="UTF-8"?>
<!-- The address of a place in a document: its xml:id, or one that rests on the nearest xml:id above it.
     Every output and every export takes its addresses from here, so that they agree.
     An address without an xml:id of its own is provisional: it moves when something is inserted before it. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <xsl:key name="id:by-id" match="*[@xml:id]" use="@xml:id"/>

  <!-- counts, below each xml:id, the elements that may need an address and have none -->
  <xsl:accumulator name="id:ordinal" as="map(xs:string, xs:integer)" initial-value="map{}">
    <xsl:accumulator-rule match="tei:*[not(@xml:id)][id:addressable(.)]"
      select="let $unit := id:unit(.) return map:put($value, $unit, ($value($unit), 0)[1] + 1)"
      xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
  </xsl:accumulator>

  <!-- counts all elements -->
  <xsl:accumulator name="id:number" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="*" select="$value + 1"/>
  </xsl:accumulator>

  <!-- returns a number that no other element of the document has, to look it up by; it is no address, for any change moves it -->
  <xsl:function name="id:number" as="xs:integer">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/accumulator-before('id:number')"/>
  </xsl:function>

  <!-- whether readers, the index or an export may point at the element -->
  <xsl:function name="id:addressable" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(self::tei:persName | self::tei:placeName | self::tei:orgName | self::tei:eventName
      | self::tei:name | self::tei:rs | self::tei:title | self::tei:bibl | self::tei:date | self::tei:term | self::tei:geogName
      | self::tei:settlement | self::tei:country | self::tei:region | self::tei:p | self::tei:ab | self::tei:l | self::tei:lg
      | self::tei:sp | self::tei:head | self::tei:div | self::tei:note | self::tei:item | self::tei:quote | self::tei:cit
      | self::tei:ref | self::tei:ptr | self::tei:choice | self::tei:supplied | self::tei:surplus | self::tei:sic
      | self::tei:corr | self::tei:app | self::tei:pb | self::tei:figure | self::tei:table | self::tei:list
      | self::tei:unclear | self::tei:gap | self::tei:add | self::tei:del | self::tei:forename | self::tei:surname
      | self::tei:seg | self::tei:milestone | self::tei:lb | self::tei:anchor | self::tei:stage | self::tei:signed
      | self::tei:district | self::tei:bloc | self::tei:orig | self::tei:reg | self::tei:secl | self::tei:abbr | self::tei:expan
      | self::tei:damage | self::tei:space | self::tei:restore | self::tei:retrace | self::tei:subst | self::tei:div1 | self::tei:div2
      | self::tei:div3 | self::tei:div4 | self::tei:div5 | self::tei:div6 | self::tei:div7))"/>
  </xsl:function>

  <!-- returns the xml:id of the nearest ancestor that has one, or 'text' -->
  <xsl:function name="id:unit" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string(($element/ancestor::*[@xml:id][ancestor-or-self::tei:text or ancestor::tei:teiHeader or ancestor::tei:standOff][1]/@xml:id, 'text')[1])"/>
  </xsl:function>

  <!-- returns the element's address within its document, without the number sign -->
  <xsl:function name="id:anchor" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/@xml:id) then string($element/@xml:id)
      else id:unit($element) || '.' || ($element ! accumulator-before('id:ordinal')(id:unit(.)), 0)[1]"/>
  </xsl:function>

  <!-- whether the address rests on an xml:id of the element itself -->
  <xsl:function name="id:permanent" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/@xml:id)"/>
  </xsl:function>

</xsl:stylesheet>
